/** Pages that were left without a knock are bounded; so is what their times cost. */
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabaseAt } from '../../../src-server/database/database.ts'
import { createKnockStore } from '../../../src-server/knocks/knock-store.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { anyVisit, type Visit } from '../../../src-shared/visit.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openVisitor, parseRoomAddress, unwrap, type DeskClient } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

const request = { name: '', company: '', phone: '03-1234-5678', about: '', when: '' }
let server: RoomServer
let clock: FakeClock
let desk: DeskClient

afterEach(async () => {
  await server?.dispose()
})

async function startWith(leftPagesPerAddress: number, leftPagesPerRoom: number): Promise<void> {
  clock = createFakeClock()
  const rates = {
    ...defaultPolicy.rates,
    leftPagesPerAddress: { count: leftPagesPerAddress, perSeconds: 86_400 },
    leftPagesPerRoom: { count: leftPagesPerRoom, perSeconds: 86_400 },
  }
  server = await startServer({ clock, policy: { rates }, trustedProxies: ['127.0.0.1'] })
  desk = await openDesk(server)
}

async function list(): Promise<readonly Visit[]> {
  return unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 })).visits
}

/** A page that looks and goes, so late that it is no one's return. Resolves once the server knows. */
async function lookAndGo(from: string): Promise<void> {
  clock.advance(defaultPolicy.pageReturnMs + 1)
  const visitor = await openVisitor(server, { from })
  clock.advance(defaultPolicy.glanceMs)
  visitor.dispose()
  // The server deals with what arrives in the order of its arrival, and this question comes after the parting.
  await list()
  await list()
}

describe('pages that were left without a knock', () => {
  it('are logged a few times a day for each address', async () => {
    await startWith(2, 1_000)
    for (let index = 0; index < 5; index += 1) await lookAndGo(`2001:db8::${index}`)
    await until(async () => (await list()).length >= 2)
    await lookAndGo('203.0.113.7')
    await until(async () => (await list()).length >= 3)
    expect(await list()).toHaveLength(3)
    clock.advance(86_400_000)
    await lookAndGo('2001:db8::9')
    await until(async () => (await list()).length === 4)
  })

  it('are bounded for a room, and one that asks to be phoned is kept all the same', async () => {
    await startWith(10, 3)
    for (let index = 0; index < 6; index += 1) await lookAndGo(`10.0.${index}.1`)
    await until(async () => (await list()).length >= 3)
    expect(await list()).toHaveLength(3)
    const visitor = await openVisitor(server, { from: '10.0.9.1' })
    unwrap(await visitor.send('call-back', request))
    expect((await list())[0]?.followUp).toMatchObject({ kind: 'open', request })
  })
})

describe('the next free time', () => {
  it('is found behind 30,000 that are taken', async () => {
    const database: DatabaseSync = openDatabaseAt(':memory:')
    database.exec(`INSERT INTO rooms (address, profile) VALUES ('r', '{}');
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29999)
      INSERT INTO knocks (id, room, token_hash, name, language, knocked_at_ms, is_over, phase_kind, phase)
      SELECT 'k' || i, 'r', 'h' || i, '', 'ja', 1000 + i, 1, 'over', '{}' FROM n`)
    const store = createKnockStore(database, parseRoomAddress('r'), { read: (_table, row, parse) => parse(row) })
    expect(store.nextFreeTimeMs(1_000)).toBe(31_000)
    expect(store.nextFreeTimeMs(999)).toBe(999)
    expect(store.nextFreeTimeMs(31_000)).toBe(31_000)
    database.close()
  })
})
