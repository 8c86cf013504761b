/**
 * The database's files as a power cut leaves them in the middle of the last write: everything acknowledged before it is
 * there, and the last write wholly or not at all. `KONKON_EVERY_CUT=1` cuts at every byte instead of at some hundred.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src-server/database/database.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { openDesk, openKnock, unwrap } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
let server: RoomServer

beforeEach(async () => {
  folder = await makeFolder()
  server = await startServer({ dataFolder: path.join(folder, 'data') })
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

type Files = { readonly main: Buffer; readonly log: Buffer }

const cutFolder = (): string => path.join(folder, 'cut')
/** As they lie on the disk now: every write is synced before it is acknowledged. */
function readFiles(): Files {
  const file = path.join(folder, 'data', 'konkon.db')
  return { main: readFileSync(file), log: readFileSync(`${file}-wal`) }
}

function writeFiles({ main, log }: Files): void {
  rmSync(cutFolder(), { recursive: true, force: true })
  mkdirSync(cutFolder())
  writeFileSync(path.join(cutFolder(), 'konkon.db'), main)
  writeFileSync(path.join(cutFolder(), 'konkon.db-wal'), log)
}

/** Everything in the files, opened as a start opens them. */
function contentsOf(files: Files): string {
  writeFiles(files)
  const database = openDatabase(cutFolder())
  try {
    return dump(database)
  } finally {
    database.close()
  }
}

function dump(database: DatabaseSync): string {
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all()
  return JSON.stringify(tables.map(({ name }) => database.prepare(`SELECT * FROM "${String(name)}"`).all()))
}

/** Several acknowledged commands, then one more; the files before it and after it. */
async function doSomething(): Promise<{ readonly before: Files; readonly after: Files }> {
  const desk = await openDesk(server)
  const first = await openKnock(server, { name: 'first' })
  unwrap(await desk.send('deny', { knockId: first.knock.id, message: null, promisesCall: true }))
  const { knock } = await openKnock(server, { name: 'last' })
  const before = readFiles()
  unwrap(await desk.send('hold', { knockId: knock.id, message: { ja: '少々お待ちください。', en: '' } }))
  return { before, after: readFiles() }
}

async function namesOfServer(): Promise<readonly string[]> {
  const again = await startServer({ dataFolder: cutFolder() })
  try {
    const desk = await openDesk(again)
    const { knocks } = await desk.waitFor('snapshot')
    const { visits } = unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 }))
    return [...knocks, ...visits].map(({ name }) => name)
  } finally {
    await again.dispose()
  }
}

const everyCut = process.env['KONKON_EVERY_CUT'] === '1'

/** Each byte from `from` to `to`, or the ends of its pages and a hundred more. */
function tryCuts(from: number, to: number, check: (offset: number) => void): void {
  if (everyCut) {
    for (let offset = from; offset <= to; offset += 1) check(offset)
    return
  }
  const frame = 4_096 + 24
  for (let edge = from; edge <= to; edge += frame)
    for (const near of [edge - 1, edge, edge + 1, edge + 24]) check(clamp(near))
  fc.assert(fc.property(fc.integer({ min: from, max: to }), check), { numRuns: 100 })

  function clamp(offset: number): number {
    return Math.min(Math.max(offset, from), to)
  }
}

describe('files that are cut in the middle of the last write', { timeout: everyCut ? 1_800_000 : 60_000 }, () => {
  it('hold everything acknowledged before it, wherever the log is cut', async () => {
    const { before, after } = await doSomething()
    const [old, all] = [contentsOf(before), contentsOf(after)]
    expect(old).not.toBe(all)
    expect(after.main.equals(before.main), 'the last write is in the log alone').toBe(true)
    tryCuts(before.log.length, after.log.length, (offset) => {
      const found = contentsOf({ main: after.main, log: after.log.subarray(0, offset) })
      expect(found === (offset === after.log.length ? all : old), `cut at ${offset}`).toBe(true)
    })
  })

  it('hold everything acknowledged before it, whatever stands in the rest of the log', async () => {
    const { before, after } = await doSomething()
    const old = contentsOf(before)
    tryCuts(before.log.length, after.log.length - 1, (offset) => {
      const log = Buffer.from(after.log)
      log.fill(0xa5, offset)
      expect(contentsOf({ main: after.main, log }) === old, `spoilt from ${offset}`).toBe(true)
    })
  })

  it('hold everything, wherever the copying of the log into the database was cut', async () => {
    const { after } = await doSomething()
    const all = contentsOf(after)
    // Opened and closed, so the log was copied: what that has made of the main file.
    const copied = readFileSync(path.join(cutFolder(), 'konkon.db'))
    expect(copied.equals(after.main)).toBe(false)
    tryCuts(0, copied.length, (offset) => {
      const main = Buffer.concat([copied.subarray(0, offset), after.main.subarray(offset)])
      expect(contentsOf({ main, log: after.log }) === all, `copied up to ${offset}`).toBe(true)
    })
  })

  it('let a server start, with every knock that was acknowledged', async () => {
    const { before, after } = await doSomething()
    for (const offset of [before.log.length, before.log.length + 1, after.log.length - 1, after.log.length]) {
      writeFiles({ main: after.main, log: after.log.subarray(0, offset) })
      expect(await namesOfServer()).toEqual(['last', 'first'])
    }
  })
})
