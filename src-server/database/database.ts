import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from './migrations.ts'
import { addTextFunctions } from './text-functions.ts'
import { StartError } from '../start/start-error.ts'

/**
 * Opens the database in `dataFolder`, made if missing, brought to the newest schema, and held alone by this process
 * until closed. Throws a `StartError` that names the folder.
 */
export function openDatabase(dataFolder: string): DatabaseSync {
  try {
    // It holds the desk key, so nobody else may read it.
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    const file = path.join(dataFolder, 'konkon.db')
    const database = openDatabaseAt(file)
    chmodSync(file, 0o600)
    return database
  } catch (cause) {
    throw new StartError('data-folder-unusable', sentenceFor(dataFolder, cause), { cause })
  }
}

/** As `openDatabase`, for a file or `:memory:`. */
export function openDatabaseAt(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 1_000 })
  try {
    // Exclusive comes first: two servers with one working set each would overwrite each other's knocks.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;')
    // A crash of this process loses nothing. A power cut can lose the last moments, and with them the visitors'
    // connections.
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;')
    addTextFunctions(database)
    migrate(database)
    return database
  } catch (cause) {
    database.close()
    throw cause
  }
}

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version > migrations.length) throw new Error('it was written by a newer version of this program')
  // Even with nothing to migrate: an immediate transaction takes the lock now instead of at the first knock.
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const migration of migrations.slice(version)) database.exec(migration)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
    database.exec('COMMIT')
  } catch (cause) {
    database.exec('ROLLBACK')
    throw cause
  }
}

function sentenceFor(dataFolder: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (/database is locked/i.test(reason)) {
    return `The data folder ${dataFolder} is in use by another room server. Stop that one, or choose another folder with KONKON_DATA.`
  }
  return `The data folder ${dataFolder} cannot be used: ${reason}. Choose a folder that can be written to with KONKON_DATA.`
}
