import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { emptyWriteAheadLog } from '../database/database.ts'
import type { Log } from '../log.ts'
import type { SecretBox } from '../secrets/secret-box.ts'

export type SourceSecretDeps = {
  readonly database: DatabaseSync
  readonly secrets: SecretBox
  readonly log: Log
}

const place = 'source_secret'

/**
 * The key of the hashes by which sources are told apart (`sources.ts`). It is kept, so that a block outlives a restart,
 * and sealed, so that whoever has a copy of the database cannot try all addresses until one fits.
 */
export function createSourceSecret({ database, secrets, log }: SourceSecretDeps): string {
  const stored = String(database.prepare('SELECT secret FROM source_secret').get()?.['secret'])
  // As its table was made with, by hand of a migration, which has no key to seal it with.
  if (/^[0-9a-f]{64}$/.test(stored)) {
    keep(stored)
    return stored
  }
  const opened = secrets.open(stored, place)
  if (opened === null) {
    log.error('the key of the secret by which sources are told apart is not there: blocks of before are lifted')
    const made = randomBytes(32).toString('hex')
    keep(made, 'DELETE FROM blocks')
    return made
  }
  if (!opened.isCurrent) keep(opened.text)
  return opened.text

  /** Whatever keeps it from being written, the server starts; the next start tries again. */
  function keep(secret: string, alongWith = ''): void {
    try {
      const sealed = secrets.seal(secret, place)
      database.exec('BEGIN IMMEDIATE')
      try {
        database.prepare('UPDATE source_secret SET secret = ?').run(sealed)
        database.exec(`${alongWith}; COMMIT`)
      } finally {
        if (database.isTransaction) database.exec('ROLLBACK')
      }
      emptyWriteAheadLog(database)
    } catch (cause) {
      log.error({ err: cause }, 'the secret by which sources are told apart could not be sealed')
    }
  }
}
