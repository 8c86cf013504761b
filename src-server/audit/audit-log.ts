import type { DatabaseSync, StatementSync } from 'node:sqlite'
import * as v from 'valibot'
import {
  AuditActSchema,
  AuditEntrySchema,
  everydayActs,
  type AuditAct,
  type AuditEntry,
} from '../../src-shared/audit.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { limits } from '../../src-shared/limits.ts'
import { rowId, type Row, type SetAside } from '../database/set-aside.ts'

/** What was done about one room that its people should be able to look up, the newest of it. */
export type AuditLog = {
  /** `by` is null where no desk did it. */
  readonly record: (by: DeskRef | null, act: AuditAct) => void
  /** Newest first. */
  readonly list: () => readonly AuditEntry[]
}

export type AuditLogDeps = {
  readonly database: DatabaseSync
  readonly room: RoomAddress
  readonly setAside: Pick<SetAside, 'read'>
  /** Epoch ms. */
  readonly now: () => number
  /** An entry could not be written: what it tells of was done, and stays so. */
  readonly onFault: (cause: unknown) => void
}

export function createAuditLog({ database, room, setAside, now, onFault }: AuditLogDeps): AuditLog {
  const insert = database.prepare('INSERT INTO audit (room, at_ms, by_desk, act) VALUES (?, ?, ?, ?)')
  const forgetOf = (acts: string): StatementSync =>
    database.prepare(
      `DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE room = ? AND ${acts} ORDER BY id DESC LIMIT -1 OFFSET ?)`,
    )
  const isEveryday = `act ->> '$.kind' IN (${everydayActs.map((kind) => `'${kind}'`).join(', ')})`
  const forgets = [forgetOf(isEveryday), forgetOf(`NOT (${isEveryday})`)]
  const select = database.prepare(`SELECT ${rowId}, * FROM audit WHERE room = ? ORDER BY id DESC`)
  return {
    record(by, act) {
      try {
        insert.run(room, now(), JSON.stringify(by), JSON.stringify(act))
        for (const forget of forgets) forget.run(room, limits.auditEntriesKept)
      } catch (cause) {
        onFault(cause)
      }
    },
    list: () => select.all(room).flatMap((row) => setAside.read('audit', row, toEntry) ?? []),
  }
}

const RowSchema = v.object({
  at_ms: v.number(),
  by_desk: v.pipe(v.string(), v.parseJson(), AuditEntrySchema.entries.by),
  act: v.pipe(v.string(), v.parseJson(), AuditActSchema),
})

function toEntry(row: Row): AuditEntry {
  const { at_ms: atMs, by_desk: by, act } = v.parse(RowSchema, row)
  return { atMs, by, act }
}
