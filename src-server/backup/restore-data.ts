import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { CommandError } from '../command-line/terminal.ts'
import { databaseFileIn } from '../database/database.ts'
import { reasonOf } from '../database/database-faults.ts'
import { checkCopy, useCopy } from './check-copy.ts'

export type Restoring = {
  readonly dataFolder: string
  readonly copy: string
  /** Epoch ms. */
  readonly nowMs: number
}

/**
 * Puts a copy of the data in the place of what is in the folder. Nothing is touched unless the copy is sound and no
 * server holds the folder, and a power cut in between leaves the old data or the new. `keptAt` is where the old data
 * lies now, null where there was none. Throws a `CommandError`.
 */
export function restoreData({ dataFolder, copy, nowMs }: Restoring): { readonly keptAt: string | null } {
  const target = databaseFileIn(dataFolder)
  const prepared = `${target}.part`
  checkCopy(copy)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  rmSync(prepared, { force: true })
  const held = holdOld(target, dataFolder)
  try {
    // With its log, if it has one, and read to the last page.
    useCopy(copy, (database) => database.prepare('VACUUM INTO ?').run(prepared))
    chmodSync(prepared, 0o600)
    setKnownTime(prepared, nowMs)
    sync(prepared)
    const keptAt = keepOld(target, nowMs)
    // Windows replaces no file that somebody holds.
    if (process.platform === 'win32') held?.close()
    for (const rest of ['-wal', '-shm']) rmSync(target + rest, { force: true })
    renameSync(prepared, target)
    return { keptAt }
  } finally {
    rmSync(prepared, { force: true })
    if (held?.isOpen === true) held.close()
  }
}

/** Keeps every server out until it is replaced, and brings its log home, so that one file is all of it. */
function holdOld(target: string, dataFolder: string): DatabaseSync | null {
  if (!existsSync(target)) return null
  let old: DatabaseSync | null = null
  try {
    old = new DatabaseSync(target, { timeout: 1_000 })
    old.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE; ROLLBACK;')
    return old
  } catch (cause) {
    old?.close()
    if (reasonOf(cause) === 'locked') {
      throw new CommandError(`A room server uses ${dataFolder}. Stop it, and try again.`, { cause })
    }
    // It may be damaged, and to be replaced for just that.
    return null
  }
}

/** Beside it, with what there may be of a log: the two can be opened together, and restored. */
function keepOld(target: string, nowMs: number): string | null {
  if (!existsSync(target)) return null
  const keptAt = `${target}.before-restore-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}`
  for (const rest of ['', '-wal']) {
    if (!existsSync(target + rest)) continue
    copyFileSync(target + rest, keptAt + rest)
    chmodSync(keptAt + rest, 0o600)
    sync(keptAt + rest)
  }
  return keptAt
}

/** A person has done this now: a copy of long ago must not make the next start doubt the clock. */
function setKnownTime(file: string, nowMs: number): void {
  const database = new DatabaseSync(file)
  try {
    const known = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'known_time'`).get()
    if (known) database.prepare('INSERT OR REPLACE INTO known_time (id, at_ms) VALUES (1, ?)').run(nowMs)
  } finally {
    database.close()
  }
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
