import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addTextFunctions } from '../../../src-server/database/text-functions.ts'
import { migrations } from '../../../src-server/database/migrations.ts'
import { hashToken, makeDeskKey } from '../../../src-server/room/secrets.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import type { DeskKey } from '../../../src-shared/ids.ts'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, parseDeskId, tryHandshake, unwrap } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

/** Of the last schema in which all desks of a room could share one key. */
const before = 3
const monthMs = 30 * 24 * 3_600_000

let dataFolder: string
let clock: FakeClock
let server: RoomServer
let roomKey: DeskKey
let ownKey: DeskKey

beforeEach(async () => {
  dataFolder = await makeFolder()
  roomKey = makeDeskKey()
  ownKey = makeDeskKey()
  const database = new DatabaseSync(path.join(dataFolder, 'konkon.db'))
  addTextFunctions(database)
  for (const migration of migrations.slice(0, before)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${before}`)
  const profile = JSON.stringify({ company: { ja: '', en: '' }, phone: '', greeting: { ja: '', en: '' } })
  database
    .prepare('INSERT INTO rooms (address, desk_key, profile) VALUES (?, ?, ?)')
    .run('front-desk', roomKey, profile)
  database
    .prepare(`INSERT INTO desks VALUES ('front-desk', 'tablet', 'Tablet', 'Tablet', ?, 1000, 1000, NULL)`)
    .run(hashToken(ownKey))
  database.close()
  clock = createFakeClock(Date.now())
  server = await startServer({ dataFolder, clock })
})
afterEach(async () => {
  await server.dispose()
  await rm(dataFolder, { recursive: true, force: true })
})

const handshake = (id: string, key: string) =>
  tryHandshake(server, '/desk', { protocol: protocolVersion, room: server.room, key, desk: { id, name: 'Tablet' } })

async function restart(): Promise<void> {
  await server.dispose()
  server = await startServer({ dataFolder, clock })
}

describe('after the update that ended the room’s key', () => {
  it('a desk that came with it is let in, given a key of its own, and from then on has that alone', async () => {
    const desk = await openDesk(server, { id: 'office', key: roomKey })
    const { key } = await desk.waitFor('key:given')
    desk.dispose()
    expect(key).not.toBe(roomKey)
    expect(await handshake('office', key)).toBeNull()
    expect(await handshake('office', roomKey)).toMatchObject({ code: 'unauthorised' })
    await restart()
    expect(await handshake('office', key)).toBeNull()
  })

  it('one that lost the new key on its way gets another, also over a restart', async () => {
    const first = await (await openDesk(server, { id: 'office', key: roomKey })).waitFor('key:given')
    await restart()
    const second = await (await openDesk(server, { id: 'office', key: roomKey })).waitFor('key:given')
    expect(await handshake('office', first.key)).toMatchObject({ code: 'unauthorised' })
    expect(await handshake('office', second.key)).toBeNull()
  })

  it('a desk with a key of its own goes on with it, and nobody takes its place with the room’s', async () => {
    const desk = await openDesk(server, { id: 'tablet', key: ownKey })
    expect(desk.facts.some(({ name }) => name === 'key:given')).toBe(false)
    expect(await handshake('tablet', roomKey)).toMatchObject({ code: 'unauthorised' })
  })

  it('it opens nothing to a desk that was revoked, nor after everybody was put out', async () => {
    const desk = await openDesk(server, { id: 'tablet', key: ownKey })
    await (await openDesk(server, { id: 'lost', key: roomKey })).waitFor('key:given')
    unwrap(await desk.send('desks:revoke', { deskId: parseDeskId('lost') }))
    expect(await handshake('lost', roomKey)).toMatchObject({ code: 'unauthorised' })
    expect(await handshake('another', roomKey)).toBeNull()
    unwrap(await desk.send('desks:put-out', null))
    expect(await handshake('anybody', roomKey)).toMatchObject({ code: 'unauthorised' })
  })

  it('it opens nothing after 30 days', async () => {
    clock.sleep(monthMs + 60_000)
    expect(await handshake('late', roomKey)).toMatchObject({ code: 'unauthorised' })
    expect(await handshake('tablet', ownKey)).toBeNull()
  })

  it('it stands in no file of the database any more', async () => {
    await server.dispose()
    const bytes = await readFile(path.join(dataFolder, 'konkon.db'))
    expect(bytes.includes(roomKey)).toBe(false)
    server = await startServer({ dataFolder, clock })
  })
})
