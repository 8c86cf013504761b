/** What is kept of visitors, and of secrets, beside the visit log: it goes with the visitor, or with the time. */
import { existsSync } from 'node:fs'
import { rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { dayMs } from '../../../src-shared/duration.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openKnock, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
let server: RoomServer
let clock: FakeClock
let desk: DeskClient

beforeEach(async () => {
  folder = await makeFolder()
  clock = createFakeClock()
  await start()
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<void> {
  server = await startServer({ clock, dataFolder: folder, trustedProxies: ['127.0.0.1'] })
  desk = await openDesk(server, { id: 'mine' })
}

function inDatabase<T>(run: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path.join(folder, 'konkon.db'))
  try {
    return run(database)
  } finally {
    database.close()
  }
}

/** As `set-aside.ts` leaves a row that it cannot read. */
function setAside(source: string, contents: object, atMs: number): void {
  inDatabase((database) =>
    database
      .prepare(`INSERT INTO set_aside (source, contents, reason, set_aside_at_ms) VALUES (?, ?, '', ?)`)
      .run(source, JSON.stringify(contents), atMs),
  )
}

const listSetAside = (): readonly unknown[] =>
  inDatabase((database) => database.prepare('SELECT source FROM set_aside ORDER BY id').all()).map(
    ({ source }) => source,
  )

it('of a visitor who is erased: rows that could not be read, the name beside a block, and copies of the database', async () => {
  const visitor = await openVisitor(server, { from: '203.0.113.7' })
  const { id } = unwrap(await visitor.send('knock', { name: 'Sato', token: visitor.token }))
  const request = { name: 'Sato', company: '', phone: '03-1234-5678', about: '', when: '' }
  unwrap(await visitor.send('call-back', request))
  unwrap(await desk.send('sources:block', { knockId: id, message: null, span: 'week' }))
  const atMs = clock.now()
  await server.dispose()
  const room = 'front-desk'
  setAside('knocks', { room, id: 'k_other', name: 'Ito', follow_up: '{"phone":"06-1111' }, atMs)
  setAside('knocks', { room, id: 'k_named', name: 'Sato' }, atMs)
  setAside('knocks', { room, id: 'k_phoned', name: '', follow_up: '{"request":{"phone":"0312345678","ab' }, atMs)
  setAside('blocks', { room, visitor_name: 'Sato' }, atMs)
  setAside('invitations', { room, knock_id: id }, atMs)
  await start()
  const copies = ['konkon.db.before-v3', 'konkon.db.before-restore-2026', 'konkon.db.before-restore-2026-wal']
  for (const copy of copies) await writeFile(path.join(folder, copy), 'Sato')
  await writeFile(path.join(folder, 'somebody-elses.db'), 'Sato')

  unwrap(await desk.send('visits:erase', { visitId: id }))
  expect(unwrap(await desk.send('sources:blocks', null))).toMatchObject([{ visitorName: '' }])
  for (const copy of copies) expect(existsSync(path.join(folder, copy)), copy).toBe(false)
  expect(existsSync(path.join(folder, 'somebody-elses.db'))).toBe(true)
  await server.dispose()
  expect(listSetAside()).toEqual(['knocks'])
  await start()
  expect(unwrap(await desk.send('sources:blocks', null))).toMatchObject([{ visitorName: '' }])
})

it('of no visitor who stays', async () => {
  const { visitor, knock } = await openKnock(server, { name: '' })
  unwrap(await visitor.send('withdraw', null))
  const atMs = clock.now()
  await server.dispose()
  setAside('knocks', { room: 'front-desk', id: 'k_other', name: '', follow_up: '{' }, atMs)
  setAside('blocks', { room: 'front-desk', visitor_name: '' }, atMs)
  await start()
  unwrap(await desk.send('visits:erase', { visitId: knock.id }))
  await server.dispose()
  expect(listSetAside()).toEqual(['knocks', 'blocks'])
  await start()
})

it('of anybody, once the time is over for which the log keeps', async () => {
  unwrap(await desk.send('rules:set', { ...defaultRoomRules, retentionDays: 10 }))
  const atMs = clock.now()
  await server.dispose()
  for (const source of ['knocks', 'call_outs', 'desks', 'audit']) setAside(source, { room: 'front-desk' }, atMs)
  setAside('rooms', { address: 'front-desk' }, atMs)
  setAside('blocks', { room: 'a room that could not be read either' }, atMs)
  setAside('call_outs', { room: 'front-desk', list: 'newer' }, atMs + 9 * dayMs)
  const age = async (copy: string, days: number): Promise<void> => {
    const seconds = (atMs + (10 - days) * dayMs) / 1_000
    await writeFile(path.join(folder, copy), '')
    await utimes(path.join(folder, copy), seconds, seconds)
  }
  await age('konkon.db.before-v3', 11)
  await age('konkon.db.before-v4', 5)
  clock.advance(10 * dayMs + 1)
  await start()
  // The next start, or a day, has more than this start's word for the time.
  clock.advance(dayMs)
  await server.dispose()
  expect(listSetAside()).toEqual(['call_outs'])
  expect(existsSync(path.join(folder, 'konkon.db.before-v3'))).toBe(false)
  expect(existsSync(path.join(folder, 'konkon.db.before-v4'))).toBe(true)
  await start()
})
