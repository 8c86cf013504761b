import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import * as v from 'valibot'
import type { KnockId, RoomAddress } from '../../src-shared/ids.ts'
import { visitOutcomes, type VisitFilter, type VisitOutcome, type VisitQuery } from '../../src-shared/visit.ts'
import { emptyWriteAheadLog } from '../database/database.ts'
import { digitsOf, fold } from '../database/text-functions.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import { rowId, type Row, type SetAside } from '../database/set-aside.ts'
import { knockColumns, toKnockRecord } from '../knocks/knock-rows.ts'
import { createVisitsSetAside } from './visits-set-aside.ts'

/** What statistics need to know of a visit. `answeredAtMs` is when it was decided or ended. */
export type VisitTimes = {
  readonly knockedAtMs: number
  readonly answeredAtMs: number
  readonly outcome: VisitOutcome
}

/** One room's visit log on the disk: knocks that have an outcome, and pages left without one. */
export type VisitStore = {
  /** Newest first; up to one more than `limit`, to show whether there are more. */
  readonly list: (query: VisitQuery) => readonly KnockRecord[]
  /**
   * Those that still have to be dealt with, newest first. Where there are more than `limit`, no network crowds out
   * the others: the newest of each comes before anybody's second.
   */
  readonly listFollowUps: (limit: number) => readonly KnockRecord[]
  /** Knocks only. `toMs` is not included. */
  readonly listTimes: (span: { readonly fromMs: number; readonly toMs: number }) => readonly VisitTimes[]
  /**
   * Erases the finished visits of this visit's visitor: the visit itself, those of the same name and company if a name
   * was given, and those with the same phone number. Nothing of it stays in the files. Returns how many.
   */
  readonly erase: (id: KnockId) => number
  /** Erases finished visits that began before `beforeMs`, and expired invitations. Returns how many visits. */
  readonly sweep: (times: { readonly beforeMs: number; readonly nowMs: number }) => number
}

const phone = `json_extract(follow_up, '$.request.phone')`
const searched = ['name', 'company', phone, `json_extract(follow_up, '$.note')`]

export function createVisitStore(
  database: DatabaseSync,
  room: RoomAddress,
  { read }: Pick<SetAside, 'read'>,
): VisitStore {
  const selectTimes = database.prepare(
    `SELECT ${rowId}, knocked_at_ms, outcome,
       coalesce(json_extract(phase, '$.endedAtMs'), json_extract(phase, '$.admittedAtMs')) AS answered_at_ms
     FROM knocks
     WHERE room = ? AND knocked_at_ms >= ? AND knocked_at_ms < ? AND outcome IS NOT NULL AND outcome <> 'not-knocked'`,
  )
  const selectFollowUps = database.prepare(
    `SELECT ${knockColumns} FROM knocks WHERE id IN (
       SELECT id FROM (
         SELECT id, knocked_at_ms,
           row_number() OVER (PARTITION BY coalesce(source_network, id) ORDER BY knocked_at_ms DESC) AS nth
         FROM knocks WHERE room = ? AND follow_up_kind = 'open' AND outcome IS NOT NULL)
       ORDER BY nth, knocked_at_ms DESC LIMIT ?)
     ORDER BY knocked_at_ms DESC`,
  )
  const deleteVisitor = database.prepare(
    `WITH visitor AS (SELECT id, name, company, digits(${phone}) AS phone FROM knocks WHERE room = :room AND id = :id)
     DELETE FROM knocks WHERE room = :room AND is_over = 1 AND EXISTS (
       SELECT 1 FROM visitor
       WHERE visitor.id = knocks.id
         OR (visitor.name <> '' AND visitor.name = knocks.name AND visitor.company = knocks.company)
         OR (visitor.phone <> '' AND visitor.phone = digits(${phone.replace('follow_up', 'knocks.follow_up')})))`,
  )
  const deleteOld = database.prepare('DELETE FROM knocks WHERE room = ? AND is_over = 1 AND knocked_at_ms < ?')
  const setAside = createVisitsSetAside(database, room)
  const deleteOldInvitations = database.prepare('DELETE FROM invitations WHERE room = ? AND expires_at_ms <= ?')
  return {
    list(query) {
      const { conditions, values } = narrow(query)
      const rows = database
        .prepare(
          `SELECT ${knockColumns} FROM knocks WHERE ${['room = ?', 'outcome IS NOT NULL', ...conditions].join(' AND ')}
           ORDER BY knocked_at_ms DESC LIMIT ?`,
        )
        .all(room, ...values, query.limit + 1)
      return rows.flatMap((row) => read('knocks', row, toKnockRecord) ?? [])
    },
    listFollowUps: (limit) =>
      selectFollowUps.all(room, limit).flatMap((row) => read('knocks', row, toKnockRecord) ?? []),
    listTimes: ({ fromMs, toMs }) =>
      selectTimes.all(room, fromMs, toMs).flatMap((row) => read('knocks', row, toVisitTimes) ?? []),
    erase(id) {
      setAside.forgetVisitor(id)
      const { changes } = deleteVisitor.run({ room, id })
      emptyWriteAheadLog(database)
      return Number(changes)
    },
    sweep({ beforeMs, nowMs }) {
      const { changes } = deleteOld.run(room, beforeMs)
      const forgotten = setAside.forgetOld(beforeMs)
      deleteOldInvitations.run(room, nowMs)
      if (changes > 0 || forgotten > 0) emptyWriteAheadLog(database)
      return Number(changes)
    },
  }
}

function narrow(query: VisitFilter & Pick<VisitQuery, 'beforeMs'>): {
  readonly conditions: readonly string[]
  readonly values: readonly SQLInputValue[]
} {
  const conditions: string[] = []
  const values: SQLInputValue[] = []
  const add = (condition: string, ...given: readonly SQLInputValue[]): void => {
    conditions.push(condition)
    values.push(...given)
  }
  if (query.beforeMs !== null) add('knocked_at_ms < ?', query.beforeMs)
  if (query.fromMs !== null) add('knocked_at_ms >= ?', query.fromMs)
  if (query.toMs !== null) add('knocked_at_ms < ?', query.toMs)
  if (query.onlyOpenFollowUps) add(`follow_up_kind = 'open'`)
  if (query.outcomes.length > 0) add(`outcome IN (SELECT value FROM json_each(?))`, JSON.stringify(query.outcomes))
  if (query.text !== '') addText(query.text, add)
  return { conditions, values }
}

function addText(text: string, add: (condition: string, ...values: readonly SQLInputValue[]) => void): void {
  const folded = fold(text)
  const pattern = `%${folded.replace(/[\\%_]/g, String.raw`\$&`)}%`
  const found = searched.map((column) => String.raw`fold(${column}) LIKE ? ESCAPE '\'`)
  const patterns = searched.map(() => pattern)
  // A phone number is found however it is hyphenated.
  const digits = digitsOf(folded)
  const isNumber = digits.length >= 3 && /^[\d+()\-. ]+$/.test(folded)
  if (isNumber) add(`(${[...found, `digits(${phone}) LIKE ?`].join(' OR ')})`, ...patterns, `%${digits}%`)
  else add(`(${found.join(' OR ')})`, ...patterns)
}

function toVisitTimes(row: Row): VisitTimes {
  const { knocked_at_ms: knockedAtMs, answered_at_ms: answeredAtMs, outcome } = v.parse(VisitTimesRowSchema, row)
  return { knockedAtMs, answeredAtMs, outcome }
}

const VisitTimesRowSchema = v.object({
  knocked_at_ms: v.number(),
  answered_at_ms: v.number(),
  outcome: v.picklist(visitOutcomes),
})
