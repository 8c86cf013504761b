/** The key of the hashes by which sources are told apart, on the disk. */
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../src-server/database/database.ts'
import { createSecretBox, type SecretBox } from '../../../src-server/secrets/secret-box.ts'
import { createServerKeys } from '../../../src-server/secrets/server-keys.ts'
import { createSourceSecret } from '../../../src-server/sources/source-secret.ts'
import { filesOf } from '../../support/files-of.ts'
import { makeFolder } from '../../support/start-server.ts'

const log = pino({ level: 'silent' })
let folder: string
let database: DatabaseSync

beforeEach(async () => {
  folder = await makeFolder()
  database = openDatabase(folder)
})
afterEach(async () => {
  database.close()
  await rm(folder, { recursive: true, force: true })
})

const makeKey = (): string => randomBytes(32).toString('base64')
const boxWith = (...keys: readonly string[]): SecretBox =>
  createSecretBox(createServerKeys({ dataFolder: folder, source: keys.join('\n'), log }))
const read = (secrets: SecretBox): string => createSourceSecret({ database, secrets, log })
const stored = (): string => String(database.prepare('SELECT secret FROM source_secret').get()?.['secret'])

function block(): void {
  database.exec(`INSERT OR IGNORE INTO rooms (address, profile) VALUES ('front-desk', '{}');
    INSERT INTO blocks (room, source, visitor_name, made_by, since_ms, until_ms) VALUES ('front-desk', 'x', '', '{}', 1, 2)`)
}
const countBlocks = (): unknown => database.prepare('SELECT count(*) AS blocks FROM blocks').get()?.['blocks']

it('is sealed at the first start with it, and what stood there before is in no file', async () => {
  const before = stored()
  expect(before).toMatch(/^[0-9a-f]{64}$/)
  const secrets = boxWith(makeKey())
  expect(read(secrets)).toBe(before)
  expect((await filesOf(folder)).includes(before)).toBe(false)
  const sealed = stored()
  expect(read(secrets)).toBe(before)
  // Nothing is written where nothing changes.
  expect(stored()).toBe(sealed)
})

it('is sealed anew when there is a newer key, and stays what it is', () => {
  const [old, next] = [makeKey(), makeKey()]
  const secret = read(boxWith(old))
  block()
  expect(read(boxWith(next, old))).toBe(secret)
  expect(read(boxWith(next))).toBe(secret)
  expect(countBlocks()).toBe(1)
})

it('is another one when its key is lost, and blocks that it no longer fits are gone', () => {
  const secret = read(boxWith(makeKey()))
  block()
  const other = boxWith(makeKey())
  const another = read(other)
  expect(another).not.toBe(secret)
  expect(read(other)).toBe(another)
  expect(countBlocks()).toBe(0)
})

it('serves unsealed while nothing can be written, and is sealed at the next start', () => {
  const before = stored()
  const secrets = boxWith(makeKey())
  database.exec('PRAGMA query_only = ON')
  expect(read(secrets)).toBe(before)
  database.exec('PRAGMA query_only = OFF')
  expect(stored()).toBe(before)
  expect(read(secrets)).toBe(before)
  expect(stored()).not.toBe(before)
})
