import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import * as v from 'valibot'
import { afterEach, expect, test } from 'vitest'
import { createPairWithServer } from '../../src-main/server/pair-with-server.ts'
import { ServerPairingSchema } from '../../src-shared/pairing.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

const key = 'k'.repeat(43)
const desk = { name: 'Mill' }
let server: Server | null = null

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = null
})

/** Pairs with a server that answers so; resolves to the answer and to what the server was sent. */
async function pairWith(answer: { readonly status: number; readonly body: string }) {
  const received: { path: string | undefined; body: unknown }[] = []
  server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ path: request.url, body: JSON.parse(body) })
      response.writeHead(answer.status, { 'content-type': 'application/json', location: '/elsewhere' }).end(answer.body)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const link = v.parse(ServerPairingSchema, {
    url: `http://127.0.0.1:${address.port}`,
    room: 'shop',
    code: 'c'.repeat(22),
  })
  const pair = createPairWithServer({ send: fetch, log: createFakeLog() })
  return { answer: await pair.pair(link, desk), received }
}

test('takes the code to the server, and brings a key back', async () => {
  const { answer, received } = await pairWith({
    status: 200,
    body: JSON.stringify({ kind: 'ok', value: { kind: 'paired', key, deskId: 'd_1' } }),
  })
  expect(answer).toEqual({ kind: 'ok', value: { kind: 'paired', key, deskId: 'd_1' } })
  expect(received).toEqual([{ path: '/pair', body: { room: 'shop', code: 'c'.repeat(22), desk } }])
})

test.each([
  ['a used link', { status: 401, says: { kind: 'failed', code: 'unauthorised', message: '' } }, 'unauthorised'],
  ['too many tries', { status: 429, says: { kind: 'failed', code: 'rate-limited', message: '' } }, 'rate-limited'],
  [
    'a code that nobody knows yet, a fault of the server for all one knows,',
    { status: 400, says: { kind: 'failed', code: 'something-new', message: '' } },
    'offline',
  ],
  ['no key at all', { status: 200, says: { kind: 'ok', value: { key: '' } } }, 'offline'],
  ['another program’s answer', { status: 404, says: [] }, 'offline'],
  ['a redirection', { status: 307, says: {} }, 'offline'],
] as const)('%s is a failure with a reason', async (_what, { status, says }, code) => {
  const { answer } = await pairWith({ status, body: JSON.stringify(says) })
  expect(answer).toMatchObject({ kind: 'failed', code })
})

test('a server that is not there is offline', async () => {
  const pair = createPairWithServer({ send: fetch, log: createFakeLog() })
  const link = v.parse(ServerPairingSchema, { url: 'http://127.0.0.1:1', room: 'shop', code: 'c'.repeat(22) })
  expect(await pair.pair(link, desk)).toMatchObject({ kind: 'failed', code: 'offline' })
})
