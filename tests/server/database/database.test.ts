import { rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src-server/database/database.ts'
import { migrations } from '../../../src-server/database/migrations.ts'
import { createInvitationStore } from '../../../src-server/invitations/invitation-store.ts'
import { createKnockStore } from '../../../src-server/knocks/knock-store.ts'
import { createRoomStore } from '../../../src-server/room/room-store.ts'
import { createVisitStore } from '../../../src-server/visits/visit-store.ts'
import { toVisit } from '../../../src-server/knocks/knock-views.ts'
import { makeDeskKey } from '../../../src-server/room/secrets.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { parseKnockId, parseRoomAddress } from '../../support/room-client.ts'
import { setAsideOf } from '../../support/set-aside-of.ts'
import { makeFolder } from '../../support/start-server.ts'

let folder: string

beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const room = parseRoomAddress('front-desk')
const key = makeDeskKey()
const text = { ja: '佐藤製作所', en: '' }
const by = { id: 'mine', name: 'Milling' }

/** As the first version left it. */
function writeFirstVersion(): void {
  const database = new DatabaseSync(path.join(folder, 'konkon.db'))
  database.exec(migrations[0]!)
  database.exec('PRAGMA user_version = 1')
  const profile = JSON.stringify({ company: text, phone: '', greeting: text })
  database.prepare('INSERT INTO rooms VALUES (?, ?, ?, ?, ?)').run(room, key, profile, 'away', 45_000)
  const insert = database.prepare('INSERT INTO knocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const admitted = { kind: 'admitted', by, callId: 'c_1' }
  const rows: readonly (readonly [string, Record<string, unknown> & { readonly kind: string }, string | null])[] = [
    ['waiting', { kind: 'waiting' }, null],
    ['held', { kind: 'held', by, message: null, untilMs: 2_000 }, null],
    ['in-call', { kind: 'in-call', by, callId: 'c_0', admittedAtMs: 1_500, deskLostAtMs: null, lines: [] }, 'c_0'],
    [
      'admitted',
      { kind: 'over', end: admitted, endedAtMs: 1_500, call: { endedAtMs: 1_900, reason: 'visitor-left' } },
      'c_1',
    ],
    ['denied', { kind: 'over', end: { kind: 'denied', by, message: text }, endedAtMs: 1_500, call: null }, null],
    ['expired', { kind: 'over', end: { kind: 'expired', cause: 'unanswered' }, endedAtMs: 1_500, call: null }, null],
    [
      'page-closed',
      { kind: 'over', end: { kind: 'expired', cause: 'visitor-gone' }, endedAtMs: 1_500, call: null },
      null,
    ],
  ]
  for (const [index, [name, phase, callId]] of rows.entries()) {
    const isOver = phase.kind === 'over' ? 1 : 0
    insert.run(
      `k_${name}`,
      room,
      `hash-${name}`,
      name,
      'ja',
      1_000 + index,
      isOver,
      phase.kind,
      callId,
      JSON.stringify(phase),
    )
  }
  database.close()
}

describe('a database of the first version', () => {
  it('keeps its room, with the rules that there were, and what is new as it comes', () => {
    writeFirstVersion()
    const database = openDatabase(folder)
    expect(createRoomStore(database, setAsideOf(database)).list()).toEqual([
      {
        address: room,
        profile: { company: text, phone: '', greeting: text },
        presenceSetting: { kind: 'manual', presence: 'away', untilMs: null },
        rules: { ...defaultRoomRules, unnoticedAfterMs: 45_000 },
      },
    ])
    database.close()
  })

  it('keeps every knock, and raises no pile of old visits to follow up', () => {
    writeFirstVersion()
    const database = openDatabase(folder)
    const running = createKnockStore(database, room, setAsideOf(database)).listRunning()
    expect(running.map(({ name, phase }) => [name, phase.kind])).toEqual([
      ['waiting', 'waiting'],
      ['held', 'held'],
      ['in-call', 'in-call'],
    ])
    expect(running[0]?.phase).toEqual({ kind: 'waiting', sinceMs: 1_000 })
    const store = createVisitStore(database, room, setAsideOf(database))
    const all = { ...anyVisit, beforeMs: null, limit: 10 }
    const visits = store.list(all).map(toVisit)
    expect(visits.map((visit) => [visit?.name, visit?.followUp.kind])).toEqual(
      ['page-closed', 'expired', 'denied', 'admitted', 'in-call'].map((name) => [name, 'none']),
    )
    expect(store.list({ ...all, outcomes: ['page-closed'] }).map(({ id }) => id)).toEqual(['k_page-closed'])
    expect(store.list({ ...all, outcomes: ['admitted'] })).toHaveLength(2)
    database.close()
    const again = openDatabase(folder)
    expect(createKnockStore(again, room, setAsideOf(again)).find(parseKnockId('k_denied'))?.phase).toMatchObject({
      end: { message: text },
    })
    again.close()
  })
})

describe('a database of before invited visitors knocked', () => {
  it('keeps its links, with an id and the name of their desk, and marks who had come with one', () => {
    const file = path.join(folder, 'konkon.db')
    const old = new DatabaseSync(file)
    for (const migration of migrations.slice(0, 3)) old.exec(migration)
    old.exec('PRAGMA user_version = 3')
    old.prepare("INSERT INTO rooms VALUES (?, ?, '{}', '{}', '{}')").run(room, key)
    old.prepare("INSERT INTO desks VALUES (?, 'mine', 'Milling', 'Milling', 'hash', 1, NULL, NULL)").run(room)
    const link = old.prepare('INSERT INTO invitations VALUES (?, ?, ?, ?, ?)')
    link.run('used', room, 'k_source', 'mine', 9_000)
    link.run('unused', room, 'k_source', 'printed', 9_500)
    const insert = old.prepare(
      `INSERT INTO knocks (id, room, token_hash, name, language, knocked_at_ms, is_over, phase_kind, call_id, phase,
         invitation_hash) VALUES (?, ?, ?, 'Sato', 'ja', ?, 1, 'over', ?, ?, ?)`,
    )
    const call = { endedAtMs: 30, reason: 'visitor-left' }
    const admitted = { kind: 'over', end: { kind: 'admitted', by, callId: 'c_1' }, endedAtMs: 20, call }
    const withdrawn = { kind: 'over', end: { kind: 'withdrawn' }, endedAtMs: 12, call: null }
    insert.run('k_source', room, 'h1', 10, null, JSON.stringify(withdrawn), null)
    insert.run('k_invited', room, 'h2', 20, 'c_1', JSON.stringify(admitted), 'used')
    old.close()

    const database = openDatabase(folder)
    const store = createInvitationStore(database, room, setAsideOf(database))
    const links = store.list(8_000)
    expect(links).toMatchObject([
      { name: 'Sato', by: { id: 'mine', name: 'Milling' }, expiresAtMs: 9_000, use: 'used' },
      { name: 'Sato', by: { id: 'printed', name: '' }, expiresAtMs: 9_500, use: 'unused' },
    ])
    expect(new Set(links.map(({ id }) => id)).size).toBe(2)
    expect(createKnockStore(database, room, setAsideOf(database)).find(parseKnockId('k_invited'))?.invitedBy).toEqual(
      by,
    )
    expect(createKnockStore(database, room, setAsideOf(database)).find(parseKnockId('k_source'))?.invitedBy).toBeNull()
    database.close()
  })
})
