/** What a server says and finishes while it is told to end. */
import { once } from 'node:events'
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

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
