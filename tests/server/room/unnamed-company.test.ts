/** A company that has not said who it is has no name: the word for a front desk is not one. */
import { rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from '../../../src-server/database/migrations.ts'
import { openDesk } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const nameless = { ja: '', en: '' }
let folder: string

beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('begins without a name, and its page says what it is', async () => {
  const server = await startServer({ dataFolder: folder })
  const desk = await openDesk(server)
  expect((await desk.waitFor('snapshot')).room.profile.company).toEqual(nameless)
  const page = await fetch(`${server.url}/front-desk?lang=ja`)
  expect(await page.text()).toContain('<title>受付</title>')
  await server.dispose()
})

it('loses the word that stood for a name before, and keeps a name of its own', () => {
  const database = new DatabaseSync(':memory:')
  const at = migrations.findIndex((migration) => migration.includes('Front desk'))
  database.exec('CREATE TABLE rooms (address TEXT, profile TEXT)')
  const insert = database.prepare('INSERT INTO rooms VALUES (?, ?)')
  insert.run('nameless', JSON.stringify({ company: { ja: '受付', en: 'Front desk' }, phone: '03-1' }))
  insert.run('named', JSON.stringify({ company: { ja: '佐藤製作所', en: 'Front desk' }, phone: '03-2' }))
  insert.run('broken', '{')
  database.exec(migrations[at] ?? '')
  expect(database.prepare('SELECT profile FROM rooms').all()).toEqual([
    { profile: JSON.stringify({ company: nameless, phone: '03-1' }) },
    { profile: JSON.stringify({ company: { ja: '佐藤製作所', en: 'Front desk' }, phone: '03-2' }) },
    { profile: '{' },
  ])
})
