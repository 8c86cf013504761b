import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { assertNever } from '../../src-shared/result.ts'
import { StartError } from '../start/start-error.ts'
import { DamagedDatabase, reasonOf } from './database-faults.ts'
import { migrations } from './migrations.ts'
import { addTextFunctions } from './text-functions.ts'

const fileName = 'konkon.db'

export function databaseFileIn(dataFolder: string): string {
  return path.join(dataFolder, fileName)
}

/**
 * Opens the database in `dataFolder`, made if missing, brought to the newest schema, and held alone by this process
 * until closed. Nobody else may read it. Throws a `StartError` that names the folder and says what to do.
 */
export function openDatabase(dataFolder: string): DatabaseSync {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    const file = databaseFileIn(dataFolder)
    const database = openDatabaseAt(file)
    hideFromOthers(dataFolder)
    return database
  } catch (cause) {
    throw new StartError('data-folder-unusable', sentenceFor(dataFolder, cause), { cause })
  }
}

/** Writes the schema's version once more, which changes nothing; throws where nothing can be written. */
export function writeNothing(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${migrations.length}`)
}

/**
 * Takes what was erased out of the log as well: `secure_delete` overwrites it in the database alone. Not within a
 * transaction.
 */
export function emptyWriteAheadLog(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
}

/** As `openDatabase`, for a file or `:memory:`. */
export function openDatabaseAt(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 1_000 })
  try {
    // Exclusive comes first: two servers with one working set each would overwrite each other's knocks.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;')
    // Full, because what was acknowledged is on the disk (docs/protocol.md §3), also after a power cut.
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;')
    checkWhole(database)
    addTextFunctions(database)
    migrate(database, file)
    return database
  } catch (cause) {
    database.close()
    throw cause
  }
}

/** A disk that lies, or a copy that was cut off, is noticed before anything is built on it. */
function checkWhole(database: DatabaseSync): void {
  const damage = whatIsDamaged(database)
  if (damage !== null) throw new DamagedDatabase(damage)
}

/** In SQLite's own words; null for a database that is whole. */
export function whatIsDamaged(database: DatabaseSync): string | null {
  const [first] = database.prepare('PRAGMA quick_check(1)').all()
  const found = String(first?.['quick_check'] ?? 'ok')
  return found === 'ok' ? null : found
}

function migrate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version > migrations.length) throw new Error('it was written by a newer version of this program')
  if (version > 0 && version < migrations.length) keepCopy(database, `${file}.before-v${migrations.length}`)
  // Also when there is nothing to do: an immediate transaction takes the lock now instead of at the first knock. It
  // writes nothing then, so that a full disk does not keep the server from starting.
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const migration of migrations.slice(version)) database.exec(migration)
    if (version < migrations.length) database.exec(`PRAGMA user_version = ${migrations.length}`)
    database.exec('COMMIT')
  } catch (cause) {
    // A full disk has ended the transaction by itself; a second end would hide why.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw cause
  }
}

/** As it was before a migration, for whoever has to go back to the version before. */
function keepCopy(database: DatabaseSync, target: string): void {
  const unfinished = `${target}.part`
  rmSync(unfinished, { force: true })
  database.prepare('VACUUM INTO ?').run(unfinished)
  renameSync(unfinished, target)
}

/** The folder and what lies in it may be older than this program, or made by somebody's hand. */
function hideFromOthers(dataFolder: string): void {
  chmodSync(dataFolder, 0o700)
  for (const name of readdirSync(dataFolder)) {
    if (name.startsWith(fileName)) chmodSync(path.join(dataFolder, name), 0o600)
  }
}

function sentenceFor(dataFolder: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const fault = reasonOf(cause)
  switch (fault) {
    case 'disk-full':
      return `The disk of ${dataFolder} is full. Make room on it, and start again.`
    case 'locked':
      return `The data folder ${dataFolder} is in use by another room server. Stop that one, or choose another folder with KONKON_DATA.`
    case 'damaged':
      return `The database in ${dataFolder} is damaged (${reason}). Put a copy from a backup in its place.`
    case 'other':
      return `The data folder ${dataFolder} cannot be used: ${reason}. Choose a folder that can be written to with KONKON_DATA.`
    default:
      return assertNever(fault)
  }
}
