import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { CommandError } from '../command-line/terminal.ts'
import { whatIsDamaged } from '../database/database.ts'
import { reasonOf } from '../database/database-faults.ts'
import { migrations } from '../database/migrations.ts'

/** Throws a `CommandError` unless the file is a sound copy of the data, of this version of the program or an older one. */
export function checkCopy(file: string): void {
  useCopy(file, () => undefined)
}

/** As `checkCopy`, and lets `use` have it for reading. */
export function useCopy(file: string, use: (copy: DatabaseSync) => void): void {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`)
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(file, { readOnly: true })
    check(database, file)
    use(database)
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    if (reasonOf(cause) === 'damaged') throw new CommandError(`${file} is no sound copy of Konkon's data.`, { cause })
    throw new CommandError(`${file} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  } finally {
    database?.close()
  }
}

function check(database: DatabaseSync, file: string): void {
  const damage = whatIsDamaged(database)
  if (damage !== null) throw new CommandError(`${file} is damaged (${damage}). Take another copy.`)
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  const rooms = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'rooms'`).get()
  if (version === 0 || rooms === undefined) throw new CommandError(`${file} is no sound copy of Konkon's data.`)
  if (version > migrations.length) {
    throw new CommandError(`${file} was written by a newer version of this program. Update it first.`)
  }
}
