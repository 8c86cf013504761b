import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { openDesk, openVisitor, parseDeskKey, tryHandshake } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

let server: RoomServer
const lines: string[] = []

afterEach(async () => {
  await server.dispose()
  lines.length = 0
})

async function start(): Promise<void> {
  server = await startServer({ log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }) })
}

const written = (words: string): number => lines.filter((line) => line.includes(words)).length

describe('a client that sends what nobody sends', () => {
  it('fills no log with 2,000 events without acknowledgement, and is cut off', async () => {
    await start()
    const visitor = await openVisitor(server)
    const closed = visitor.waitForDisconnect()
    for (let index = 0; index < 2_000; index += 1) visitor.sendUnacknowledged('knock', {})
    expect(await closed).toBe('io server disconnect')
    expect(written('without acknowledgement')).toBeLessThanOrEqual(5)
    expect(written('without acknowledgement')).toBeGreaterThan(0)
  })

  it('is cut off when it goes on after its rate', async () => {
    await start()
    const visitor = await openVisitor(server)
    const closed = visitor.waitForDisconnect()
    const answers = Array.from({ length: 2_000 }, () => visitor.sendRaw('withdraw', null))
    // The last ones get none: the connection is gone.
    const settled = Promise.allSettled(answers)
    expect(await closed).toBe('io server disconnect')
    expect((await settled).some(({ status }) => status === 'rejected')).toBe(true)
  })

  it('leaves a desk that slips now and then alone', async () => {
    await start()
    const desk = await openDesk(server)
    for (let index = 0; index < 50; index += 1) desk.sendUnacknowledged('hold', {})
    await desk.send('desks:list', null)
    expect(desk.isConnected()).toBe(true)
  })
})

describe('a crowd that knows no key', () => {
  it('writes a few lines a minute', async () => {
    await start()
    const stranger = {
      protocol: protocolVersion,
      room: server.room,
      key: parseDeskKey('x'.repeat(43)),
      desk: { id: 'stranger', name: '' },
    }
    for (let index = 0; index < 40; index += 1) await tryHandshake(server, '/desk', stranger)
    expect(written('refused a handshake')).toBeLessThanOrEqual(10)
    expect(written('refused a handshake')).toBeGreaterThan(0)
  })
})
