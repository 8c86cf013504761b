import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import * as v from 'valibot'
import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Log } from '../log.ts'

export type Row = Record<string, SQLOutputValue>

/** Tables whose rows this program reads. */
export type KeptTable =
  | 'rooms'
  | 'knocks'
  | 'invitations'
  | 'desks'
  | 'call_outs'
  | 'blocks'
  | 'audit'
  | 'relays'
  | 'own_address'

/**
 * Rows that cannot be read: each is kept as it was, with its table, when and why, and ends nothing. They come from
 * a disk that lied, a hand in the file or a fault of this program, which may yet be mended.
 */
export type SetAside = {
  /** The row as `parse` reads it. Null for one that it refuses: that one is now set aside, and gone from its table. */
  readonly read: <T>(table: KeptTable, row: Row, parse: (row: Row) => T) => T | null
  /** Keeps a row that stays in its table, mended. */
  readonly keep: (table: KeptTable, row: Row, why: unknown) => void
  /** How many nobody has been shown yet. */
  readonly countUnseen: () => number
  /** A person has seen them. */
  readonly confirm: () => void
  /** Calls after every change of the count. */
  readonly subscribe: (listener: () => void) => Unsubscribe
  readonly dispose: () => void
}

export type SetAsideDeps = {
  readonly database: DatabaseSync
  /** Epoch ms. */
  readonly now: () => number
  readonly log: Log
  /** A row could not be set aside; it is left out all the same. */
  readonly onFault: (cause: unknown) => void
}

/** The column that stores select so that a row can be found again, whatever has become of its key. */
export const rowId = 'rowid AS row_id'

export function createSetAside({ database, now, log, onFault }: SetAsideDeps): SetAside {
  const listeners = createListeners<void>()
  const selectUnseen = database.prepare('SELECT count(*) AS unseen FROM set_aside WHERE is_seen = 0')
  let unseen = count()

  return {
    read(table, row, parse) {
      try {
        return parse(row)
      } catch (cause) {
        // Anything else is a mistake in this program, for which no row is to blame.
        if (!v.isValiError(cause)) throw cause
        put(table, row, { cause, isMoved: true })
        return null
      }
    },
    keep: (table, row, cause) => put(table, row, { cause, isMoved: false }),
    countUnseen: () => unseen,
    confirm() {
      database.exec('UPDATE set_aside SET is_seen = 1 WHERE is_seen = 0')
      recount()
    },
    subscribe: listeners.add,
    dispose: listeners.clear,
  }

  function put(table: KeptTable, row: Row, { cause, isMoved }: { readonly cause: unknown; readonly isMoved: boolean }) {
    // Without what stands in it, which may be a visitor's name.
    const where = v.isValiError(cause) ? cause.issues.map((issue) => v.getDotPath(issue) ?? '').join(', ') : ''
    log.error({ table, row: row['row_id'], where }, 'a row that cannot be read was set aside')
    try {
      inOneStep(() => {
        copy(table, row, cause instanceof Error ? cause.message : String(cause))
        if (isMoved) database.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(row['row_id'] ?? null)
      })
    } catch (fault) {
      log.error({ err: fault, table }, 'a row could not be set aside')
      onFault(fault)
    }
    recount()
  }

  /** Inside of the database, so that bytes which are no text survive. The same row is kept once. */
  function copy(table: KeptTable, row: Row, reason: string): void {
    const columns = database.prepare('SELECT name FROM pragma_table_info(?)').all(table)
    const pairs = columns.map(({ name }) => {
      const column = `"${String(name)}"`
      return `'${String(name)}', CASE typeof(${column}) WHEN 'blob' THEN hex(${column}) ELSE ${column} END`
    })
    database
      .prepare(
        `INSERT OR IGNORE INTO set_aside (source, contents, reason, set_aside_at_ms)
         SELECT ?, json_object(${pairs.join(', ')}), ?, ? FROM ${table} WHERE rowid = ?`,
      )
      .run(table, reason, now(), row['row_id'] ?? null)
  }

  /** Also within a transaction of somebody else. */
  function inOneStep(run: () => void): void {
    database.exec('SAVEPOINT set_aside')
    try {
      run()
    } catch (cause) {
      if (database.isTransaction) database.exec('ROLLBACK TO set_aside')
      throw cause
    } finally {
      if (database.isTransaction) database.exec('RELEASE set_aside')
    }
  }

  function count(): number {
    return Number(selectUnseen.get()?.['unseen'] ?? 0)
  }

  function recount(): void {
    const before = unseen
    unseen = count()
    if (unseen !== before) listeners.tell()
  }
}
