import type { DatabaseSync } from 'node:sqlite'
import type { CallId, KnockId, RoomAddress } from '../../src-shared/ids.ts'
import type { KnockRecord } from './knock-machine.ts'
import { knockColumns, saveKnockSql, toKnockRecord, toKnockRow, type Row } from './knock-rows.ts'

/** One room's knocks on the disk. Every call is synchronous; a failing disk throws. */
export type KnockStore = {
  /** Saves all but the links, which do not outlive the process. */
  readonly save: (record: KnockRecord) => void
  readonly find: (id: KnockId) => KnockRecord | null
  readonly findByToken: (tokenHash: string) => KnockRecord | null
  readonly findByCall: (callId: CallId) => KnockRecord | null
  /** Open knocks and running calls, oldest first, with every link connected. */
  readonly listRunning: () => readonly KnockRecord[]
  readonly isTimeTaken: (knockedAtMs: number) => boolean
}

export function createKnockStore(database: DatabaseSync, room: RoomAddress): KnockStore {
  const upsert = database.prepare(saveKnockSql)
  const select = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND id = ?`)
  const selectByToken = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND token_hash = ?`)
  const selectByCall = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND call_id = ?`)
  const selectRunning = database.prepare(
    `SELECT ${knockColumns} FROM knocks WHERE room = ? AND is_over = 0 ORDER BY knocked_at_ms`,
  )
  const selectTime = database.prepare('SELECT 1 FROM knocks WHERE room = ? AND knocked_at_ms = ?')
  const one = (row: Row | undefined): KnockRecord | null => (row ? toKnockRecord(row) : null)
  return {
    save(record) {
      upsert.run({ ...toKnockRow(record), room })
    },
    find: (id) => one(select.get(room, id)),
    findByToken: (tokenHash) => one(selectByToken.get(room, tokenHash)),
    findByCall: (callId) => one(selectByCall.get(room, callId)),
    listRunning: () => selectRunning.all(room).map(toKnockRecord),
    isTimeTaken: (knockedAtMs) => selectTime.get(room, knockedAtMs) !== undefined,
  }
}
