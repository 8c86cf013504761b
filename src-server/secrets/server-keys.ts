import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '../log.ts'
import { StartError } from '../start/start-error.ts'
import { readSecretFile, type SecretFile } from '../start/secret-file.ts'

/** Keys of 256 bits for what the database keeps sealed. */
export type ServerKeys = {
  /** Seals from now on. Throws where there is none and none can be made, such as on a full disk. */
  readonly current: () => Buffer
  /** The current one first, then those of before. */
  readonly all: () => readonly Buffer[]
}

export type ServerKeysDeps = {
  readonly dataFolder: string
  /**
   * Where the current key comes from: the operator's file, the app that started this server (one key a line), or null
   * for a file in the data folder that is made here. One key a line each; the first is the current one.
   */
  readonly source: SecretFile | string | null
  readonly log: Log
}

const fileName = 'key'
const keyBytes = 32

/** Throws a `StartError` for a file of the operator's that holds no key. One of its own that is damaged is replaced. */
export function createServerKeys({ dataFolder, source, log }: ServerKeysDeps): ServerKeys {
  const file = path.join(dataFolder, fileName)
  const given = source === null ? [] : readGiven(source)
  let own = readOwn(file, log)
  const all = (): readonly Buffer[] => [...given, ...own]
  if (all().length === 0) {
    try {
      own = [makeOwn(file)]
    } catch (cause) {
      // Nothing has to be sealed yet; the next try is when something has.
      log.warn({ err: cause }, 'the key for secrets could not be made')
    }
  }
  return {
    current() {
      const [first] = all()
      if (first) return first
      const made = makeOwn(file)
      own = [made]
      return made
    },
    all,
  }
}

function readGiven(source: SecretFile | string): readonly Buffer[] {
  const lines = typeof source === 'string' ? source.split('\n') : readSecretFile(source)
  const keys = lines.map(parseKey)
  if (keys.length > 0 && keys.every((key) => key !== null)) return keys
  const where = typeof source === 'string' ? 'What the app gave' : `The file ${source.file} of ${source.variable}`
  throw new StartError('secret-unusable', `${where} must hold 32 random bytes in base64 (openssl rand -base64 32).`)
}

function readOwn(file: string, log: Log): readonly Buffer[] {
  if (!existsSync(file)) return []
  try {
    chmodSync(file, 0o600)
    const lines = readFileSync(file, 'utf8').split('\n')
    const keys = lines.filter((line) => line.trim() !== '').map(parseKey)
    if (keys.length > 0 && keys.every((key) => key !== null)) return keys
    log.error({ file }, 'the key for secrets is damaged: secrets have to be typed anew')
  } catch (cause) {
    log.error({ err: cause }, 'the key for secrets cannot be read: secrets have to be typed anew')
  }
  return []
}

/**
 * Renamed into place once it is on the disk: a crash leaves a whole key or none. One that could not be read is put
 * aside, not away: somebody may know how to mend it.
 */
function makeOwn(file: string): Buffer {
  const key = randomBytes(keyBytes)
  const descriptor = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(descriptor, `${key.toString('base64')}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  if (existsSync(file)) renameSync(file, `${file}.damaged`)
  renameSync(`${file}.new`, file)
  return key
}

function parseKey(line: string): Buffer | null {
  const text = line.trim()
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64')
  return key.length === keyBytes ? key : null
}
