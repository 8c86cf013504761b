import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { chmod, rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src-server/database/database.ts'
import { migrations } from '../../../src-server/database/migrations.ts'
import { addTextFunctions } from '../../../src-server/database/text-functions.ts'
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from '../../support/small-disk.ts'
import { makeFolder } from '../../support/start-server.ts'

let folder: string
const undo: (() => unknown)[] = []

beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  for (const run of undo.splice(0).toReversed()) run()
  await rm(folder, { recursive: true, force: true })
})

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8)
const file = (): string => path.join(folder, 'konkon.db')

/** As a program of that version left it, with a knock in it. */
function writeVersion(version: number): void {
  const database = new DatabaseSync(file())
  addTextFunctions(database)
  for (const migration of migrations.slice(0, version)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${version}`)
  database.close()
}

describe('a data folder that others could read', () => {
  it('is theirs no longer, with all that lies in it', async () => {
    writeVersion(migrations.length)
    await chmod(folder, 0o755)
    await chmod(file(), 0o644)
    writeFileSync(`${file()}.before-v2`, 'an older copy', { mode: 0o644 })
    const database = openDatabase(folder)
    database.exec("INSERT INTO rooms (address, profile) VALUES ('a', '{}')")
    const modes = readdirSync(folder).map((name) => [name, modeOf(path.join(folder, name))])
    expect(modes).toEqual(
      expect.arrayContaining([
        ['konkon.db', '600'],
        ['konkon.db-wal', '600'],
        ['konkon.db.before-v2', '600'],
      ]),
    )
    expect(modeOf(folder)).toBe('700')
    database.close()
  })
})

describe('what was acknowledged', () => {
  it('is on the disk and not only on its way there', () => {
    const database = openDatabase(folder)
    // 2 is FULL: https://sqlite.org/pragma.html#pragma_synchronous
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    database.close()
  })
})

describe('a new version of the program', () => {
  it.each(Array.from({ length: migrations.length }, (_, index) => index + 1))(
    'opens the schema of version %i, and keeps a copy of what it changes',
    (version) => {
      writeVersion(version)
      const database = openDatabase(folder)
      expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length })
      database.close()
      const copies = readdirSync(folder).filter((name) => name.includes('.before-'))
      if (version === migrations.length) return expect(copies).toEqual([])
      expect(copies).toEqual([`konkon.db.before-v${migrations.length}`])
      const copy = new DatabaseSync(path.join(folder, copies[0] ?? ''))
      expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: version })
      copy.close()
    },
  )
})

describe('a damaged database', () => {
  it('is named, with what to do, and is left as it is', () => {
    const database = openDatabase(folder)
    const insert = database.prepare('INSERT INTO rooms (address, profile) VALUES (?, ?)')
    for (let index = 0; index < 200; index += 1) insert.run(`room-${index}`, 'x'.repeat(400))
    database.close()
    truncateSync(file(), statSync(file()).size - 8_192)
    const damaged = readFileSync(file())
    expect(() => openDatabase(folder)).toThrow(/is damaged .*Put a copy from a backup in its place/)
    expect(readFileSync(file()).equals(damaged)).toBe(true)
  })
})

if (whyNoSmallDisk !== null) process.stdout.write(`full disks are not tried: ${whyNoSmallDisk}\n`)

describe.skipIf(whyNoSmallDisk !== null)('a full disk', () => {
  it('does not keep a server from starting that has nothing to change', () => {
    const disk = openSmallDisk()
    openDatabase(disk.folder).close()
    disk.fillUp()
    const database = openDatabase(disk.folder)
    expect(database.prepare('SELECT count(*) AS rooms FROM rooms').get()).toEqual({ rooms: 0 })
    database.close()
  })

  it('is named when it keeps a first start, or a migration, from its writes', () => {
    const disk = openSmallDisk()
    const full = new RegExp(`The disk of ${disk.folder} is full. Make room on it, and start again.`)
    disk.fillUp()
    expect(() => openDatabase(disk.folder)).toThrow(full)

    disk.makeRoom()
    const before = new DatabaseSync(path.join(disk.folder, 'konkon.db'))
    before.exec(migrations[0] ?? '')
    before.exec('PRAGMA user_version = 1')
    before.close()
    disk.fillUp()
    expect(() => openDatabase(disk.folder)).toThrow(full)

    disk.makeRoom()
    const database = openDatabase(disk.folder)
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length })
    database.close()
  })
})

function openSmallDisk(): SmallDisk {
  const disk = mountSmallDisk(folder)
  undo.push(disk.unmount)
  return disk
}
