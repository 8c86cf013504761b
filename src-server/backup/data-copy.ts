import { randomUUID } from 'node:crypto'
import { chmodSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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
  /** Made while the server goes on. Rejects when the disk is full. */
  readonly make: () => Promise<DataCopy>
  /** Removes all copies. */
  readonly dispose: () => void
}

export function createDataCopier(deps: { readonly database: DatabaseSync; readonly dataFolder: string }): DataCopier {
  const { database, dataFolder } = deps
  const prefix = `${databaseFileIn(dataFolder)}.copy-`
  const remove = (file: string): void => rmSync(file, { force: true })
  const removeAll = (): void => {
    const files = readdirSync(dataFolder).map((name) => path.join(dataFolder, name))
    files.filter((file) => file.startsWith(prefix)).forEach(remove)
  }
  // What a server left that was killed meanwhile.
  removeAll()
  return {
    async make() {
      const file = prefix + randomUUID()
      // There before its contents are, so that nobody else can read them for a moment.
      writeFileSync(file, '', { mode: 0o600 })
      try {
        await backup(database, file)
        makeSelfContained(file)
        chmodSync(file, 0o600)
        return { file, bytes: (await stat(file)).size, dispose: () => remove(file) }
      } catch (cause) {
        remove(file)
        throw cause
      }
    },
    dispose: removeAll,
  }
}

/** Makes a copy that stays, as this file; resolves to its path. */
export async function keepCopy(copier: Pick<DataCopier, 'make'>, file: string): Promise<string> {
  const copy = await copier.make()
  renameSync(copy.file, file)
  return file
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
