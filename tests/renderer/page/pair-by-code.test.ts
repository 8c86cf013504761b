import * as v from 'valibot'
import { expect, test } from 'vitest'
import { io } from 'socket.io-client'
import { createPairingRunner } from '../../../src-renderer/page/pairing-runner.ts'
import { RoomAddressSchema } from '../../../src-shared/ids.ts'
import { PairingCodeSchema, PairingTicketSchema } from '../../../src-shared/pairing.ts'

const link = { room: v.parse(RoomAddressSchema, 'front-desk'), code: v.parse(PairingCodeSchema, 'c'.repeat(43)) }
const name = 'iPhone'
const key = 'k'.repeat(43)

/** What comes of this link. */
function pairByCode(send: typeof fetch) {
  const run = createPairingRunner({
    send,
    openSocket: io,
    url: 'http://127.0.0.1:1',
    wait: () => Promise.resolve(),
    name,
  })
  return run({ kind: 'exchange', present: null, link })
}

/** A server that says this. */
function serverThat(status: number, body: string) {
  const asked: { readonly url: unknown; readonly body: unknown }[] = []
  const send: typeof fetch = (url, init) => {
    asked.push({ url, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null })
    return Promise.resolve(new Response(body, { status }))
  }
  return { send, asked }
}

test('a code is exchanged for a key of this desk’s own', async () => {
  const { send, asked } = serverThat(200, JSON.stringify({ kind: 'ok', value: { kind: 'paired', key, deskId: 'd_1' } }))
  expect(await pairByCode(send)).toEqual({ kind: 'worked', pairing: { room: 'front-desk', key, deskId: 'd_1' } })
  expect(asked).toEqual([{ url: '/pair', body: { ...link, desk: { name } } }])
})

test.each([
  {
    what: 'used or expired',
    status: 403,
    body: '{"kind":"failed","code":"unauthorised","message":"x"}',
    problem: 'refused',
  },
  {
    what: 'tried too often',
    status: 429,
    body: '{"kind":"failed","code":"rate-limited","message":"x"}',
    problem: 'rate-limited',
  },
  { what: 'a proxy’s own page', status: 502, body: '<html>Bad gateway</html>', problem: 'offline' },
  { what: 'a key that is none', status: 200, body: '{"kind":"ok","value":{"key":"short"}}', problem: 'offline' },
] as const)('$what is a reason, not a rejection', async ({ status, body, problem }) => {
  expect(await pairByCode(serverThat(status, body).send)).toEqual({ kind: 'failed', problem })
})

test('a server out of reach is a reason, too', async () => {
  const send: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'))
  expect(await pairByCode(send)).toEqual({ kind: 'failed', problem: 'offline' })
})

test('one that needs a person is asked for until somebody has decided', async () => {
  const ticket = v.parse(PairingTicketSchema, 't'.repeat(43))
  const number = '4821'
  const compare = serverThat(200, JSON.stringify({ kind: 'ok', value: { kind: 'compare', ticket, number } }))
  expect(await pairByCode(compare.send)).toEqual({ kind: 'to-compare', ticket, number })

  const answers = [
    new Response('<html>Bad gateway</html>', { status: 502 }),
    Response.json({ kind: 'ok', value: { kind: 'waiting' } }),
    Response.json({ kind: 'ok', value: { kind: 'paired', key, deskId: 'd_1' } }),
  ]
  const asked: unknown[] = []
  const send: typeof fetch = (url, init) => {
    asked.push([url, typeof init?.body === 'string' ? JSON.parse(init.body) : null])
    return Promise.resolve(answers.shift() ?? Response.error())
  }
  expect(await waitWith(send)).toEqual({ kind: 'worked', pairing: { room: 'front-desk', key, deskId: 'd_1' } })
  expect(asked).toEqual([1, 2, 3].map(() => ['/pair/wait', { room: 'front-desk', ticket }]))

  const no = serverThat(403, '{"kind":"failed","code":"unauthorised","message":"x"}')
  expect(await waitWith(no.send)).toEqual({ kind: 'failed', problem: 'not-let-in' })
  expect(await waitWith(serverThat(502, '').send)).toEqual({ kind: 'failed', problem: 'offline' })

  function waitWith(by: typeof fetch) {
    const run = createPairingRunner({ send: by, openSocket: io, url: '', wait: () => Promise.resolve(), name })
    return run({ kind: 'compare', present: null, link, ticket, number })
  }
})
