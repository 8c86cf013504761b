import * as v from 'valibot'
import { expect, test } from 'vitest'
import { io } from 'socket.io-client'
import { createPairingRunner } from '../../../src-renderer/page/pairing-runner.ts'
import { RoomAddressSchema } from '../../../src-shared/ids.ts'
import { PairingCodeSchema } from '../../../src-shared/pairing.ts'

const link = { room: v.parse(RoomAddressSchema, 'front-desk'), code: v.parse(PairingCodeSchema, 'c'.repeat(43)) }
const name = 'iPhone'
const key = 'k'.repeat(43)

/** What comes of this link. */
function pairByCode(send: typeof fetch) {
  const run = createPairingRunner({ send, openSocket: io, url: 'http://127.0.0.1:1', name })
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
  const { send, asked } = serverThat(200, JSON.stringify({ kind: 'ok', value: { key, deskId: 'd_1' } }))
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
