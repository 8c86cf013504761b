/** What each version of the schema held, opened by the present server: all of it is there, and can be read. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../../src-server/database/migrations.ts'
import { addTextFunctions } from '../../../src-server/database/text-functions.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, unwrap } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

type Row = Record<string, SQLOutputValue>
type Tables = Readonly<Record<string, readonly Row[]>>

let folder: string

beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const clock = createFakeClock()
const atMs = clock.now() - 60_000
const key = 'k'.repeat(43)
const by = `json('{"id":"mine","name":"Milling"}')`
const rows = (...all: readonly (readonly [name: string, phase: string, callId?: string])[]): string =>
  all
    .map(([name, phase, callId], index) => {
      const kind = `json_extract(${phase}, '$.kind')`
      return `INSERT INTO knocks (id, room, token_hash, name, language, knocked_at_ms, is_over, phase_kind, call_id, phase)
        VALUES ('k_${name}', 'front-desk', 'hash-${name}', '${name}', 'ja', ${atMs + index}, ${kind} = 'over', ${kind},
          ${callId ? `'${callId}'` : 'NULL'}, ${phase});`
    })
    .join('\n')
const over = (end: string, call = 'NULL'): string =>
  `json_object('kind', 'over', 'end', json_object(${end}), 'endedAtMs', ${atMs + 500}, 'call', ${call})`

/** What a program of version 1 had, all its kinds of knock. */
const knocks = (waiting: string): string =>
  rows(
    ['waiting', waiting],
    ['held', `json_object('kind', 'held', 'by', ${by}, 'message', NULL, 'untilMs', ${atMs + 1e6})`],
    [
      'talking',
      `json_object('kind', 'in-call', 'by', ${by}, 'callId', 'c_0', 'admittedAtMs', ${atMs}, 'deskLostAtMs', NULL)`,
      'c_0',
    ],
    [
      'talked',
      over(
        `'kind', 'admitted', 'by', ${by}, 'callId', 'c_1'`,
        `json_object('endedAtMs', ${atMs + 900}, 'reason', 'visitor-left')`,
      ),
      'c_1',
    ],
    ['denied', over(`'kind', 'denied', 'by', ${by}, 'message', NULL`)],
    ['withdrawn', over(`'kind', 'withdrawn'`)],
    ['expired', over(`'kind', 'expired', 'cause', 'unanswered'`)],
    ['gone', over(`'kind', 'expired', 'cause', 'visitor-gone'`)],
  )
const profile = `'{"company":{"ja":"佐藤製作所","en":""},"phone":"","greeting":{"ja":"","en":""}}'`

/** The first version that has this table. */
function versionWith(table: string): number {
  return migrations.findIndex((migration) => migration.includes(`CREATE TABLE ${table} (`)) + 1
}

/** What each version could hold, beyond the one before. A version without an entry could hold no more than that one. */
const contents: readonly ((version: number) => string | null)[] = [
  (version) =>
    version === 1
      ? `INSERT INTO rooms VALUES ('front-desk', '${key}', ${profile}, 'away', 45000);
         ${knocks(`json_object('kind', 'waiting')`)}`
      : null,
  (version) =>
    version >= 2
      ? `INSERT INTO rooms (address, ${version < 6 ? 'desk_key, ' : ''}profile, presence_setting, rules) VALUES ('front-desk',
           ${version < 6 ? `'${key}', ` : ''}${profile}, '{"kind":"manual","presence":"away","untilMs":null}',
           '{"unnoticedAfterMs":45000}');
         ${knocks(`json_object('kind', 'waiting', 'sinceMs', ${atMs})`)}
         ${rows(['page', over(`'kind', 'not-knocked'`)])}
         UPDATE knocks SET company = 'KK', follow_up = json_object('kind', 'open', 'reason', 'missed', 'request', NULL)
           WHERE name IN ('withdrawn', 'expired');
         UPDATE knocks SET invitation_hash = 'used' WHERE name = 'talked';`
      : null,
  (version) =>
    version >= 2 && version < 5
      ? `INSERT INTO invitations VALUES ('used', 'front-desk', 'k_denied', 'mine', ${atMs + 1e9}),
           ('unused', 'front-desk', 'k_denied', 'mine', ${atMs + 1e9});`
      : null,
  (version) =>
    version >= 3
      ? `INSERT INTO desks (room, id, name, own_name, key_hash, paired_at_ms, last_seen_at_ms, revoked_at_ms) VALUES
           ('front-desk', 'tablet', 'Tablet', 'tab', 'hash', ${atMs}, NULL, NULL),
           ('front-desk', 'lost', 'Phone', 'Phone', 'hash2', ${atMs}, ${atMs}, ${atMs});
         INSERT INTO call_outs VALUES ('front-desk', '[{"kind":"webhook","id":"chat","name":"Chat","isOn":true,
           "url":"https://chat.example.jp/","secret":"s","events":["knock"]}]');`
      : null,
  (version) =>
    version >= versionWith('known_time') ? `INSERT INTO known_time (id, at_ms) VALUES (1, ${atMs});` : null,
  (version) =>
    version >= versionWith('set_aside')
      ? `INSERT INTO set_aside (source, contents, reason, set_aside_at_ms) VALUES ('knocks', '{}', 'why', ${atMs});`
      : null,
  (version) =>
    version >= 5
      ? `UPDATE knocks SET invited_by = ${by} WHERE name = 'talked';
         INSERT INTO invitations (id, token_hash, room, knock_id, desk_id, desk_name, expires_at_ms) VALUES
           ('i_1', 'used', 'front-desk', 'k_denied', 'mine', 'Milling', ${atMs + 1e9}),
           ('i_2', 'unused', 'front-desk', 'k_denied', 'mine', 'Milling', ${atMs + 1e9});`
      : null,
  (version) => (version >= 6 ? `INSERT INTO old_room_keys VALUES ('front-desk', 'hash', ${atMs + 1e9});` : null),
  (version) =>
    version >= 7
      ? `UPDATE knocks SET source_address = 'a', source_network = 'n' WHERE name = 'denied';
         INSERT INTO blocks VALUES ('front-desk', 'a', 'denied', ${by}, ${atMs}, ${atMs + 1e9});`
      : null,
  // Of a key that is not there any more: it has to be set up anew, and stays until then.
  (version) =>
    version >= versionWith('relays')
      ? `INSERT INTO relays VALUES ('203.0.113.1', 443, 'host-key', 'kk-desk', '/line.sock', 'desk.example.jp', 'a', 'b');`
      : null,
  (version) => (version >= versionWith('yielded_lines') ? `INSERT INTO yielded_lines VALUES ('203.0.113.1');` : null),
  (version) =>
    version >= versionWith('own_address')
      ? `INSERT INTO own_address VALUES (1, '{"by":"funnel","origin":"https://pc.example.ts.net"}');`
      : null,
  (version) =>
    version >= versionWith('audit')
      ? `INSERT INTO audit (room, at_ms, by_desk, act) VALUES ('front-desk', ${atMs}, 'null', '{"kind":"rules-set"}');`
      : null,
]

function writeVersion(version: number): void {
  inDatabase((database) => {
    addTextFunctions(database)
    for (const migration of migrations.slice(0, version)) database.exec(migration)
    for (const fill of contents) database.exec(fill(version) ?? '')
    database.exec(`PRAGMA user_version = ${version}`)
  })
}

function inDatabase<T>(run: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path.join(folder, 'konkon.db'))
  try {
    return run(database)
  } finally {
    database.close()
  }
}

function readTables(): Tables {
  return inDatabase((database) => {
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
    return Object.fromEntries(
      tables.map(({ name }) => [String(name), database.prepare(`SELECT * FROM "${String(name)}"`).all()]),
    )
  })
}

/** What a later version keeps in another form. */
const rewritten = new Set([
  'phase',
  'rules',
  'list',
  'presence_setting',
  'presence',
  'unnoticed_after_ms',
  'last_seen_at_ms',
  'at_ms',
  'settled_at_ms',
  // Sealed now.
  'secret',
])

/** The rows without what is in another form now, or in another place. */
function comparable(all: readonly Row[] | undefined, columns: readonly string[]): readonly Row[] {
  const kept = columns.filter((column) => !rewritten.has(column))
  return (all ?? []).map((row) => Object.fromEntries(kept.map((column) => [column, row[column] ?? null])))
}

async function readEverything(server: RoomServer): Promise<void> {
  const desk = await openDesk(server)
  const snapshot = await desk.waitFor('snapshot')
  expect(snapshot.knocks.map(({ name }) => name)).toEqual(['waiting', 'held'])
  expect(snapshot.calls).toHaveLength(1)
  const { visits } = unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 }))
  expect(visits.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['talking', 'talked', 'denied', 'withdrawn', 'expired', 'gone']),
  )
  unwrap(await desk.send('desks:list', null))
  unwrap(await desk.send('invitations:list', null))
  unwrap(await desk.send('call-outs:list', null))
  unwrap(await desk.send('sources:blocks', null))
}

describe('a database of every version so far', () => {
  it.each(migrations.map((_, index) => index + 1))(
    '%i is opened with nothing lost and nothing unreadable',
    async (version) => {
      writeVersion(version)
      const before = readTables()
      const server = await startServer({ clock, dataFolder: folder })
      await readEverything(server)
      await server.dispose()
      const after = readTables()
      for (const [table, old] of Object.entries(before)) {
        const columns = Object.keys(old[0] ?? {}).filter((column) => column in (after[table]?.[0] ?? {}))
        expect(comparable(after[table], columns), table).toEqual(expect.arrayContaining([...comparable(old, columns)]))
        expect(old.length, `${table} is filled: a row of it stands in contents`).toBeGreaterThan(0)
      }
      expect(after['set_aside']?.length ?? 0).toBe(before['set_aside']?.length ?? 0)
    },
  )
})
