/** A copy of everything, saved while visitors come and go, and put back: by the command, and at a desk. */
import { existsSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../src-server/command-line/command-line.ts'
import { openDatabase } from '../../../src-server/database/database.ts'
import { migrations } from '../../../src-server/database/migrations.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { fetchCopy } from '../../../src-renderer/settings/fetch-copy.ts'
import type { DeskClient as DeskOfFace } from '../../../src-shared/desk-client.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { makeTerminal, runKonkon } from '../../support/konkon-command.ts'
import { makeToken, openDesk, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
let data: string
let elsewhere: string
let copy: string
let server: RoomServer

beforeEach(async () => {
  folder = await makeFolder()
  data = path.join(folder, 'data')
  elsewhere = path.join(folder, 'elsewhere')
  copy = path.join(folder, 'copy.db')
  server = await startServer({ dataFolder: data })
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** Every row of every table but the times of the end of this run. */
function dump(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all()
    const rows = tables
      .filter(({ name }) => name !== 'known_time')
      .map(({ name }) => [name, allBut('last_seen_at_ms', database.prepare(`SELECT * FROM "${String(name)}"`).all())])
    return Object.fromEntries(rows)
  } finally {
    database.close()
  }
}

function allBut(column: string, rows: readonly Record<string, unknown>[]): readonly unknown[] {
  return rows.map((row) => ({ ...row, [column]: null }))
}

async function namesAt(one: RoomServer): Promise<readonly string[]> {
  const desk = await openDesk(one)
  const { knocks } = await desk.waitFor('snapshot')
  const { visits } = unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 }))
  desk.dispose()
  return [...knocks, ...visits].map(({ name }) => name)
}

/** Visitors who knock, are turned away or go, until told to stop. Resolves to the names whose end was acknowledged. */
function keepBusy(desk: DeskClient): { readonly done: string[]; readonly stop: () => Promise<void> } {
  const done: string[] = []
  const stopping = new AbortController()
  const visit = async (worker: number): Promise<void> => {
    for (let count = 0; !stopping.signal.aborted && count < 10; count += 1) {
      const name = `${worker}-${count} ${'x'.repeat(40)}`
      const token = makeToken()
      const visitor = await openVisitor(server, { token })
      const { id } = unwrap(await visitor.send('knock', { name, token }))
      if (count % 2 === 0) unwrap(await visitor.send('withdraw', null))
      else unwrap(await desk.send('deny', { knockId: id, message: null, promisesCall: true }))
      done.push(name)
      visitor.dispose()
    }
  }
  const working = Promise.all([0, 1, 2].map(visit))
  return {
    done,
    async stop() {
      stopping.abort()
      await working
    },
  }
}

describe('konkon backup and konkon restore', { timeout: 60_000 }, () => {
  it('of a busy server hold every visit acknowledged before, and give the same state back', async () => {
    const desk = await openDesk(server)
    const busy = keepBusy(desk)
    await desk.waitFor('knock:ended')
    const before = [...busy.done]
    const saved = await runKonkon(['backup', copy], { dataFolder: data })
    expect(saved).toMatchObject({ code: 0, err: '' })
    expect(saved.out).toMatch(new RegExp(`^saved \\d+ bytes to ${copy}\\n`))
    expect(readdirSync(data).filter((name) => name.includes('copy'))).toEqual([])
    expect((statSync(copy).mode & 0o777).toString(8)).toBe('600')

    expect(await runKonkon(['restore', copy], { dataFolder: elsewhere })).toMatchObject({ code: 0, err: '' })
    const restored = await startServer({ dataFolder: elsewhere })
    expect(await namesAt(restored)).toEqual(expect.arrayContaining(before))
    await restored.dispose()
    await busy.stop()
    expect(await namesAt(server)).toEqual(expect.arrayContaining(busy.done))
    desk.dispose()

    // Nobody moves now: what is given back is equal to what there was, row by row.
    expect(await runKonkon(['backup', copy], { dataFolder: data })).toMatchObject({ code: 0 })
    await server.dispose()
    const all = dump(path.join(data, 'konkon.db'))
    expect(dump(copy)).toEqual(all)
    expect(await runKonkon(['restore', 'copy.db'], { dataFolder: elsewhere, cwd: folder })).toMatchObject({ code: 0 })
    expect(dump(path.join(elsewhere, 'konkon.db'))).toEqual(all)
  })

  it('keep what was there beside it, and can go back to that', async () => {
    const desk = await openDesk(server)
    const saved = await runKonkon(['backup', copy], { dataFolder: data })
    expect(saved.code).toBe(0)
    const busy = keepBusy(desk)
    await desk.waitFor('knock:ended')
    await busy.stop()
    await server.dispose()
    const later = dump(path.join(data, 'konkon.db'))
    const { code, out } = await runKonkon(['restore', copy], { dataFolder: data })
    expect(code).toBe(0)
    expect(dump(path.join(data, 'konkon.db'))).toEqual(dump(copy))
    const kept = /what was there is kept in (.*)/.exec(out)?.[1] ?? ''
    expect(dump(kept)).toEqual(later)
    expect(await runKonkon(['restore', kept], { dataFolder: data })).toMatchObject({ code: 0 })
    expect(dump(path.join(data, 'konkon.db'))).toEqual(later)
  })

  it('save without a server too, and take along what is in the log alone', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('presence:set', { kind: 'manual', presence: 'away', untilMs: null }))
    // As a server that was killed leaves it.
    await cp(data, elsewhere, { recursive: true, filter: (source) => !source.endsWith('.sock') })
    expect(existsSync(path.join(elsewhere, 'konkon.db-wal'))).toBe(true)
    expect(await runKonkon(['backup', copy], { dataFolder: elsewhere })).toMatchObject({ code: 0, err: '' })
    const database = new DatabaseSync(copy, { readOnly: true })
    expect(database.prepare('SELECT presence_setting FROM rooms').get()?.['presence_setting']).toContain('away')
    database.close()
  })

  it('restore nothing under a running server', async () => {
    expect((await runKonkon(['backup', copy], { dataFolder: data })).code).toBe(0)
    const { code, err } = await runKonkon(['restore', copy], { dataFolder: data })
    expect({ code, err }).toEqual({ code: 1, err: `konkon: A room server uses ${data}. Stop it, and try again.\n` })
    expect(readdirSync(data).filter((name) => /part|before/.test(name))).toEqual([])
  })

  it('restore over a damaged database', async () => {
    expect((await runKonkon(['backup', copy], { dataFolder: data })).code).toBe(0)
    await server.dispose()
    writeFileSync(path.join(data, 'konkon.db'), 'Gr'.repeat(5_000))
    expect(() => openDatabase(data)).toThrow(/is damaged/)
    expect(await runKonkon(['restore', copy], { dataFolder: data })).toMatchObject({ code: 0, err: '' })
    expect(dump(path.join(data, 'konkon.db'))).toEqual(dump(copy))
    expect(readdirSync(data).filter((name) => name.includes('before-restore'))).toHaveLength(1)
  })

  it.each([
    ['that is cut', () => truncateSync(copy, statSync(copy).size - 4_096), /is damaged|no sound copy/],
    ['that is something else', () => writeFileSync(copy, 'Dear diary'), /is no sound copy of Konkon's data/],
    ['of a newer version', () => setVersion(migrations.length + 1), /was written by a newer version/],
    ['that is not there', () => rmSync(copy), /There is no file/],
  ])('refuse a file %s, and leave the data alone', async (_, spoil, sentence) => {
    expect((await runKonkon(['backup', copy], { dataFolder: data })).code).toBe(0)
    await server.dispose()
    const before = readFileSync(path.join(data, 'konkon.db'))
    spoil()
    const { code, err } = await runKonkon(['restore', copy], { dataFolder: data })
    expect(code).toBe(1)
    expect(err).toMatch(sentence)
    expect(readFileSync(path.join(data, 'konkon.db')).equals(before)).toBe(true)
    expect(readdirSync(data).filter((name) => /part|before/.test(name))).toEqual([])
  })

  function setVersion(version: number): void {
    const database = new DatabaseSync(copy)
    database.exec(`PRAGMA user_version = ${version}`)
    database.close()
  }

  it('replace no file that is something else, and say where there is nothing to save', async () => {
    writeFileSync(copy, 'Dear diary')
    expect(await runKonkon(['backup', copy], { dataFolder: data })).toMatchObject({ code: 1 })
    expect(readFileSync(copy, 'utf8')).toBe('Dear diary')
    const { code, err } = await runKonkon(['backup', path.join(folder, 'new.db')], { dataFolder: elsewhere })
    expect({ code, err }).toEqual({ code: 1, err: `konkon: There is no data of Konkon in ${elsewhere}.\n` })
    expect(existsSync(path.join(folder, 'new.db.part'))).toBe(false)
  })

  it('open the clock of a copy of long ago without a doubt', async () => {
    await server.dispose()
    const database = openDatabase(data)
    database.exec('INSERT OR REPLACE INTO known_time (id, at_ms) VALUES (1, 1000000000000)')
    database.close()
    expect((await runKonkon(['backup', copy], { dataFolder: data })).code).toBe(0)
    expect((await runKonkon(['restore', copy], { dataFolder: data })).code).toBe(0)
    server = await startServer({ dataFolder: data })
    expect((await (await openDesk(server)).waitFor('snapshot')).notices).toEqual([])
  })
})

describe('konkon', { timeout: 60_000 }, () => {
  it.each([
    [['--help'], 0],
    [['backup', '--help'], 0],
    [['restore', '--help'], 0],
    [[], 2],
    [['backup'], 2],
    [['backup', 'a', 'b'], 2],
    [['restore', '--fast', 'a'], 2],
    [['sing'], 2],
  ])('%j ends with %i, and words', async (args, code) => {
    const { terminal, said } = makeTerminal({ KONKON_DATA: elsewhere }, folder)
    const outcome = await runCommandLine(args, terminal)
    expect(outcome).toBe(code)
    expect(code === 0 ? said.out : said.err).toMatch(/\w/)
    expect(existsSync(elsewhere)).toBe(false)
  })
})

describe('a copy saved at a desk', () => {
  it('is everything, in parts, and leaves nothing in the data folder', async () => {
    const desk = await openDesk(server)
    const large = 'x'.repeat(300)
    unwrap(
      await desk.send('profile:set', { company: { ja: '佐藤', en: '' }, phone: '', greeting: { ja: large, en: '' } }),
    )
    const percents: number[] = []
    const request = desk.send as unknown as DeskOfFace['request']
    const fetched = unwrap(await fetchCopy({ request }, (percent) => percents.push(percent)))
    expect(fetched.fileName).toMatch(/^konkon-\d{4}-\d\d-\d\d\.db$/)
    expect(percents.at(-1)).toBe(100)
    writeFileSync(copy, Buffer.from(await fetched.contents.arrayBuffer()))
    expect(readdirSync(data).filter((name) => name.includes('copy'))).toEqual([])
    await server.dispose()
    expect(dump(copy)).toEqual(dump(path.join(data, 'konkon.db')))
  })

  it('is one at a time, and goes with the server', async () => {
    const desk = await openDesk(server)
    const first = unwrap(await desk.send('copy:make', null))
    const second = unwrap(await desk.send('copy:make', null))
    expect(await desk.send('copy:read', { copyId: first.copyId, offset: 0 })).toMatchObject({ code: 'not-found' })
    expect(await desk.send('copy:read', { copyId: second.copyId, offset: 0 })).toMatchObject({ kind: 'ok' })
    const both = await Promise.all([desk.send('copy:make', null), desk.send('copy:make', null)])
    expect(both.map((answer) => (answer.kind === 'ok' ? 'ok' : answer.code))).toEqual(['ok', 'busy'])
    const [newest] = unwrap(await desk.send('audit:list', null))
    expect(newest).toMatchObject({ act: { kind: 'copy-asked' } })
    await server.dispose()
    expect(readdirSync(data).filter((name) => name.includes('copy'))).toEqual([])
  })
})
