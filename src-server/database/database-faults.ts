/** SQLite's result codes (https://sqlite.org/rescode.html), as Node gives them in `errcode`. */
const sqliteBusy = 5
const sqliteLocked = 6
const sqliteCorrupt = 11
const sqliteFull = 13
const sqliteNotADatabase = 26

/** Why something could not be written, as far as a person can do something about it. */
export type DatabaseFault = 'disk-full' | 'locked' | 'damaged' | 'other'

/** The database is damaged in itself, which no program can mend. */
export class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase'
}

/** Whether it came from the database, and not from a mistake in this program. */
export function isOfDatabase(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && Reflect.get(cause, 'code') === 'ERR_SQLITE_ERROR'
}

export function reasonOf(cause: unknown): DatabaseFault {
  if (cause instanceof DamagedDatabase) return 'damaged'
  if (typeof cause !== 'object' || cause === null) return 'other'
  if (Reflect.get(cause, 'code') === 'ENOSPC') return 'disk-full'
  const errcode: unknown = Reflect.get(cause, 'errcode')
  // The low byte is the primary code; the rest says more of it.
  const primary = typeof errcode === 'number' ? errcode & 0xff : 0
  if (primary === sqliteFull) return 'disk-full'
  if (primary === sqliteCorrupt || primary === sqliteNotADatabase) return 'damaged'
  return primary === sqliteBusy || primary === sqliteLocked ? 'locked' : 'other'
}
