/** What a server says and finishes while it is told to end. */
import { once } from 'node:events'
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { hang, startHttpReceiver, type HttpReceiver } from '../../support/http-receiver.ts'
import { makeToken, openDesk, openKnock, openVisitor, tryHandshake, unwrap } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import { parseCallOuts, webhook } from '../call-outs/call-out-room.ts'

/** More than the buffers between two ends hold. */
const bytes = 40_000_000

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const run of undo.splice(0).toReversed()) await run()
})

/** A server, and somebody who has begun to read a file from it and reads no more. */
async function startWithReader(): Promise<{
  readonly server: RoomServer
  readonly reader: Socket
  readonly clock: FakeClock
}> {
  const webFolder = await makeFolder()
  undo.push(() => rm(webFolder, { recursive: true, force: true }))
  await mkdir(path.join(webFolder, 'visitor'))
  await writeFile(path.join(webFolder, 'visitor/long.bin'), '')
  await truncate(path.join(webFolder, 'visitor/long.bin'), bytes)
  const clock = createFakeClock()
  const server = await startServer({ webFolder, clock })
  undo.push(server.dispose)
  const reader = connect(server.port, '127.0.0.1')
  undo.push(() => reader.destroy())
  reader.on('error', () => undefined)
  reader.write('GET /assets/visitor/long.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  await once(reader, 'readable')
  return { server, reader, clock }
}

it('says that it is stopping to whoever asks, and finishes what is under way', async () => {
  const { server, reader } = await startWithReader()
  const stopped = server.dispose()
  const ready = await fetch(`${server.url}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toEqual({ status: 'unready', reason: 'stopping' })
  expect((await fetch(`${server.url}/healthz`)).status).toBe(503)
  let read = 0
  for await (const chunk of reader) read += Buffer.byteLength(chunk)
  expect(read).toBeGreaterThan(bytes)
  await stopped
  await expect(fetch(`${server.url}/readyz`)).rejects.toThrow()
})

it('waits a moment for one who never reads on, and no longer', async () => {
  const { server, reader, clock } = await startWithReader()
  const stopped = server.dispose()
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  clock.advance(defaultPolicy.http.finishMs - 1)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  clock.advance(1)
  await stopped
  reader.resume()
  await once(reader, 'close')
})

/** A server with a desk and a waiting visitor, whose call-out is under way to a receiver that has not answered yet. */
async function startCallingOut(answer: Parameters<typeof startHttpReceiver>[0]) {
  const clock = createFakeClock()
  const server = await startServer({ clock })
  const receiver: HttpReceiver = await startHttpReceiver(answer)
  undo.push(receiver.dispose, server.dispose)
  const desk = await openDesk(server)
  unwrap(await desk.send('call-outs:set', parseCallOuts([webhook(receiver.url, { id: 'hook' })])))
  const { visitor, knock } = await openKnock(server)
  await receiver.waitForRequests(1)
  return { server, clock, desk, visitor, knock }
}

it('tells pages and desks, takes no new knock and nobody new, and ends when its call-outs have', async () => {
  let release: () => void = () => undefined
  const { server, desk, visitor, knock } = await startCallingOut((response, _request, count) => {
    release = () => response.writeHead(200).end()
    if (count > 1) release()
  })
  const page = await openVisitor(server)
  const stopped = server.stop()
  for (const client of [visitor, page]) await client.waitFor('server:restarting')
  await desk.waitFor('server:restarting')
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'unready', reason: 'stopping' })
  expect(await page.send('knock', { name: 'late', token: page.token })).toMatchObject({ code: 'restarting' })
  // The same knock is still the same, and desks go on deciding.
  expect(unwrap(await visitor.send('knock', { name: 'Sato', token: visitor.token })).id).toBe(knock.id)
  unwrap(await desk.send('hold', { knockId: knock.id, message: null }))
  const handshake = { protocol: protocolVersion, room: server.room, language: 'ja', token: makeToken() }
  // Without a code, so that clients go on trying.
  await expect(tryHandshake(server, '/visitor', handshake)).rejects.toThrow('websocket error')
  release()
  await stopped
  expect(await visitor.waitForDisconnect()).toMatch(/transport close|disconnected before/)
  expect(visitor.facts.filter(({ name }) => name === 'server:restarting')).toHaveLength(1)
})

it('waits no longer for call-outs than it may', async () => {
  const policy = { ...defaultPolicy, callOuts: { ...defaultPolicy.callOuts, timeoutMs: 60_000 } }
  const clock = createFakeClock()
  const server = await startServer({ clock, policy })
  const receiver = await startHttpReceiver(hang)
  undo.push(receiver.dispose, server.dispose)
  const desk = await openDesk(server)
  unwrap(await desk.send('call-outs:set', parseCallOuts([webhook(receiver.url, { id: 'hook' })])))
  await openKnock(server)
  await receiver.waitForRequests(1)
  const stopped = server.stop()
  clock.advance(policy.stopWithinMs - 1)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  clock.advance(1)
  await stopped
})
