import { readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '../log.ts'
import { databaseFileIn } from './database.ts'

/**
 * What the database was before a migration, and before a restore: for whoever has to go back, for a while. It holds
 * visitors who were erased since, and secrets as they stood there.
 */
export type OldCopies = {
  /** Epoch ms. Those that were made before. */
  readonly forgetOlder: (beforeMs: number) => void
  readonly forgetAll: () => void
}

export type OldCopiesDeps = { readonly dataFolder: string; readonly log: Log }

export function createOldCopies({ dataFolder, log }: OldCopiesDeps): OldCopies {
  const prefix = `${path.basename(databaseFileIn(dataFolder))}.before-`
  return {
    forgetOlder: (beforeMs) => forget((file) => statSync(file).mtimeMs < beforeMs),
    forgetAll: () => forget(() => true),
  }

  function forget(isToGo: (file: string) => boolean): void {
    try {
      for (const name of readdirSync(dataFolder).filter((one) => one.startsWith(prefix))) {
        const file = path.join(dataFolder, name)
        if (!isToGo(file)) continue
        rmSync(file)
        log.info({ name }, 'a copy of the database of before was removed')
      }
    } catch (cause) {
      log.error({ err: cause }, 'a copy of the database of before could not be removed')
    }
  }
}
