/** Rows that cannot be read, as a bad disk or a hand in the file leaves them: the server starts, and says so. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openKnock, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
let server: RoomServer
let clock: FakeClock

beforeEach(async () => {
  folder = await makeFolder()
  clock = createFakeClock()
  server = await startServer({ clock, dataFolder: folder })
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** Stops the server, does that to its database, and starts it again. */
async function meanwhile(sql: string): Promise<void> {
  await server.dispose()
  inDatabase((database) => database.exec(sql))
  server = await startServer({ clock, dataFolder: folder })
}

function inDatabase<T>(run: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path.join(folder, 'konkon.db'))
  try {
    return run(database)
  } finally {
    database.close()
  }
}

async function visitNamesOf(desk: DeskClient): Promise<readonly string[]> {
  const { visits } = unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 }))
  return visits.map(({ name }) => name)
}

async function denied(name: string): Promise<void> {
  const desk = await openDesk(server, { id: 'mine' })
  const { knock, visitor } = await openKnock(server, { name })
  unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
  visitor.dispose()
  desk.dispose()
  clock.advance(1_000)
}

describe('a row that cannot be read', () => {
  it.each([
    ['text that is no JSON', `UPDATE knocks SET phase = 'Gr' WHERE name = 'broken'`],
    ['JSON of something else', `UPDATE knocks SET phase = '{"kind":"over","end":{}}' WHERE name = 'broken'`],
    ['a value that does not exist', `UPDATE knocks SET language = 'xx' WHERE name = 'broken'`],
    ['a follow-up that is no JSON', `UPDATE knocks SET follow_up = '' WHERE name = 'broken'`],
  ])('of a visit (%s) is set aside as it was, and the others stay', async (_, sql) => {
    await denied('before')
    await denied('broken')
    await denied('after')
    await meanwhile(sql)
    const desk = await openDesk(server)
    expect(await visitNamesOf(desk)).toEqual(['after', 'before'])
    await server.dispose()
    const rows = inDatabase((database) => database.prepare('SELECT * FROM set_aside').all())
    expect(rows).toMatchObject([{ source: 'knocks', set_aside_at_ms: clock.now(), is_seen: 0 }])
    expect(JSON.parse(String(rows[0]?.['contents']))).toMatchObject({ name: 'broken', room: 'front-desk' })
    expect(inDatabase((database) => database.prepare('SELECT name FROM knocks').all())).toHaveLength(2)
  })

  it('of a waiting visitor lets the same page knock again', async () => {
    const { visitor } = await openKnock(server, { name: 'broken' })
    await openKnock(server, { name: 'sound' })
    await meanwhile(`UPDATE knocks SET phase = '{"kind":"waiting"}' WHERE name = 'broken'`)
    const desk = await openDesk(server)
    expect((await desk.waitFor('snapshot')).knocks).toMatchObject([{ name: 'sound' }])
    const again = await openVisitor(server, { token: visitor.token })
    expect((await again.waitFor('welcome')).knock).toBeNull()
    unwrap(await again.send('knock', { name: 'broken', token: visitor.token }))
  })

  it('of a call-out leaves the other call-outs on', async () => {
    const desk = await openDesk(server)
    const webhook = (id: string) => ({
      kind: 'webhook' as const,
      id: id as never,
      name: id,
      isOn: true,
      url: 'http://127.0.0.1:9/',
      secret: '',
      events: ['knock' as const],
    })
    unwrap(await desk.send('call-outs:set', [webhook('one'), webhook('two')]))
    await meanwhile(`UPDATE call_outs SET list = json_replace(list, '$[0].kind', 'pigeon')`)
    const { callOuts } = unwrap(await (await openDesk(server)).send('call-outs:list', null))
    expect(callOuts.map(({ name }) => name)).toEqual(['two'])
  })

  it('of a room costs it the broken setting alone', async () => {
    const desk = await openDesk(server)
    const profile = { company: { ja: '佐藤製作所', en: '' }, phone: '03-1234-5678', greeting: { ja: '', en: '' } }
    unwrap(await desk.send('profile:set', profile))
    unwrap(await desk.send('rules:set', { ...defaultRoomRules, retentionDays: 30, unnoticedAfterMs: 45_000 }))
    unwrap(await desk.send('presence:set', { kind: 'manual', presence: 'away', untilMs: null }))
    await meanwhile(
      `UPDATE rooms SET presence_setting = 'Gr', rules = json_replace(rules, '$.unnoticedAfterMs', 'soon')`,
    )
    const { room } = await (await openDesk(server)).waitFor('snapshot')
    expect(room).toMatchObject({ profile, presenceSetting: { kind: 'automatic' } })
    expect(room.rules).toEqual({ ...defaultRoomRules, retentionDays: 30 })
  })

  it('of an invitation or a desk opens nothing, and ends nothing', async () => {
    await denied('Sato')
    await meanwhile(
      `INSERT INTO invitations (id, token_hash, room, knock_id, desk_id, expires_at_ms)
         SELECT 'i', 'hash', room, id, '', 9e15 FROM knocks;
       INSERT INTO desks (room, id, name, own_name, key_hash, paired_at_ms) VALUES ('front-desk', '', 'x', 'x', 'x', 1);`,
    )
    const desk = await openDesk(server)
    expect(unwrap(await desk.send('desks:list', null)).map(({ name }) => name)).toEqual(['Milling', 'Milling'])
    expect((await desk.waitFor('notices:changed')).notices).toEqual([{ kind: 'entries-set-aside', count: 1 }])
    desk.forget()
    expect(unwrap(await desk.send('invitations:list', null))).toEqual([])
    expect((await desk.waitFor('notices:changed')).notices).toEqual([{ kind: 'entries-set-aside', count: 2 }])
  })

  it('is told to every desk until somebody has confirmed it, and not again after a restart', async () => {
    await denied('broken')
    await meanwhile(`UPDATE knocks SET phase = 'Gr'`)
    const desk = await openDesk(server)
    expect((await desk.waitFor('snapshot')).notices).toEqual([{ kind: 'entries-set-aside', count: 1 }])
    const other = await openDesk(server, { id: 'other' })
    unwrap(await other.send('notice:confirm', { notice: 'entries-set-aside' }))
    expect((await desk.waitFor('notices:changed')).notices).toEqual([])
    await meanwhile('SELECT 1')
    expect((await (await openDesk(server)).waitFor('snapshot')).notices).toEqual([])
  })

  it('goes with what the room forgets', async () => {
    await denied('broken')
    await meanwhile(`UPDATE knocks SET phase = 'Gr'`)
    unwrap(await (await openDesk(server)).send('rules:set', { ...defaultRoomRules, retentionDays: 2 }))
    clock.advance(4 * 86_400_000)
    await server.dispose()
    expect(inDatabase((database) => database.prepare('SELECT * FROM set_aside').all())).toEqual([])
  })
})
