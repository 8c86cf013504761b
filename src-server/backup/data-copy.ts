import { createHash } from 'node:crypto'
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { databaseFileIn } from '../database/database.ts'

/** Everything that the server keeps, as it was at one moment, in one file. It holds secrets: whoever has it has the room. */
export type DataCopy = {
  readonly file: string
  readonly bytes: number
  /** Removes the file; idempotent. */
  readonly dispose: () => void
}

export type DataCopier = {
  /** Made while the server goes on. An older copy for the same `purpose` is removed. Rejects when the disk is full. */
  readonly make: (purpose: 'command' | 'desk') => Promise<DataCopy>
  readonly dispose: () => void
}

export function createDataCopier(deps: { readonly database: DatabaseSync; readonly dataFolder: string }): DataCopier {
  const { database, dataFolder } = deps
  const fileOf = (purpose: string): string => `${databaseFileIn(dataFolder)}.copy-${purpose}`
  const remove = (purpose: string): void => rmSync(fileOf(purpose), { force: true })
  const removeAll = (): void => ['command', 'desk'].forEach(remove)
  // What a server left that was killed meanwhile.
  removeAll()
  return {
    async make(purpose) {
      const file = fileOf(purpose)
      remove(purpose)
      // There before its contents are, so that nobody else can read them for a moment.
      writeFileSync(file, '', { mode: 0o600 })
      try {
        await backup(database, file)
        makeSelfContained(file)
        chmodSync(file, 0o600)
        return { file, bytes: (await stat(file)).size, dispose: () => remove(purpose) }
      } catch (cause) {
        remove(purpose)
        throw cause
      }
    },
    dispose: removeAll,
  }
}

/** Without a log beside it, which somebody could forget to take along. */
function makeSelfContained(file: string): void {
  const copy = new DatabaseSync(file)
  try {
    copy.exec('PRAGMA journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/** Where programs of the same user on the same machine reach the server that holds this folder. */
export function controlAddress(dataFolder: string): string {
  if (process.platform !== 'win32') return path.join(dataFolder, 'konkon.sock')
  return String.raw`\\.\pipe\konkon-${createHash('sha256').update(path.resolve(dataFolder)).digest('hex')}`
}
