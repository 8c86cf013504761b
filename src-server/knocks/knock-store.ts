import type { DatabaseSync } from 'node:sqlite'
import type { CallId, KnockId, RoomAddress } from '../../src-shared/ids.ts'
import type { KnockRecord } from './knock-record.ts'
import type { Row, SetAside } from '../database/set-aside.ts'
import { knockColumns, saveKnockSql, toKnockRecord, toKnockRow } from './knock-rows.ts'

/** One room's knocks on the disk. Every call is synchronous; a failing disk throws, an unreadable row is left out. */
export type KnockStore = {
  /** Saves all but the links, which do not outlive the process. */
  readonly save: (record: KnockRecord) => void
  readonly find: (id: KnockId) => KnockRecord | null
  readonly findByToken: (tokenHash: string) => KnockRecord | null
  readonly findByCall: (callId: CallId) => KnockRecord | null
  /**
   * Open knocks and running calls, oldest first, with every link connected. Rows that no query would ever find, because
   * they cannot be read, are set aside by it.
   */
  readonly listRunning: () => readonly KnockRecord[]
  /** The first time from `atMs` on that no knock has. */
  readonly nextFreeTimeMs: (atMs: number) => number
}

export function createKnockStore(
  database: DatabaseSync,
  room: RoomAddress,
  { read }: Pick<SetAside, 'read'>,
): KnockStore {
  const upsert = database.prepare(saveKnockSql)
  const select = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND id = ?`)
  const selectByToken = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND token_hash = ?`)
  const selectByCall = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND call_id = ?`)
  const selectRunning = database.prepare(
    `SELECT ${knockColumns} FROM knocks WHERE room = ? AND is_over = 0 ORDER BY knocked_at_ms`,
  )
  const selectUnfindable = database.prepare(
    `SELECT ${knockColumns} FROM knocks WHERE room = ? AND
       (NOT json_valid(phase) OR NOT json_valid(follow_up) OR (phase_kind = 'over' AND outcome IS NULL))`,
  )
  const selectTimes = database.prepare(
    'SELECT knocked_at_ms FROM knocks WHERE room = ? AND knocked_at_ms >= ? ORDER BY knocked_at_ms',
  )
  const one = (row: Row | undefined): KnockRecord | null => (row ? read('knocks', row, toKnockRecord) : null)
  const every = (rows: readonly Row[]): readonly KnockRecord[] => rows.map(one).filter((record) => record !== null)
  return {
    save(record) {
      upsert.run({ ...toKnockRow(record), room })
    },
    find: (id) => one(select.get(room, id)),
    findByToken: (tokenHash) => one(selectByToken.get(room, tokenHash)),
    findByCall: (callId) => one(selectByCall.get(room, callId)),
    listRunning() {
      every(selectUnfindable.all(room))
      return every(selectRunning.all(room))
    },
    nextFreeTimeMs(atMs) {
      let free = atMs
      for (const row of selectTimes.iterate(room, atMs)) {
        if (row['knocked_at_ms'] !== free) break
        free += 1
      }
      return free
    },
  }
}
