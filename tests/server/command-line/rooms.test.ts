/** Rooms, desks and logs by the `konkon` command: at a server that runs, and at data that no server holds. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { runKonkon, type CommandOutcome } from '../../support/konkon-command.ts'
import { pairByLink } from '../../support/pair-by-link.ts'
import { openDesk, openKnock, openVisitor, parseRoomAddress, tryHandshake, unwrap } from '../../support/room-client.ts'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
let data: string
let server: RoomServer

beforeEach(async () => {
  folder = await makeFolder()
  data = path.join(folder, 'data')
  server = await startServer({ dataFolder: data })
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

const konkon = (...args: readonly string[]): Promise<CommandOutcome> => runKonkon(args, { dataFolder: data })
const at = (room: string): { readonly url: string; readonly room: ReturnType<typeof parseRoomAddress> } => ({
  url: server.url,
  room: parseRoomAddress(room),
})
/** The last word of a line of what a command printed. */
const lastWord = (out: string, line: number): string => out.split('\n')[line]?.split(' ').at(-1) ?? ''

async function done(...args: readonly string[]): Promise<string> {
  const outcome = await konkon(...args)
  expect(outcome).toMatchObject({ code: 0, err: '' })
  return outcome.out
}

/** Pairs a desk by a link, connects it, has a visitor knock who is turned away. */
async function receive(room: string, deskUrl: string, name: string) {
  const { deskId, key } = await pairByLink(deskUrl, `${name}’s desk`)
  const desk = await openDesk(at(room), { id: deskId, key, name: `${name}’s desk` })
  const { visitor, knock } = await openKnock(at(room), { name })
  unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall: true }))
  visitor.dispose()
  return { desk, deskId, key }
}

async function refusalOf(room: string, id: string, key: string): Promise<string | null> {
  const handshake = { protocol: protocolVersion, room, key, desk: { id, name: '' } }
  return (await tryHandshake(server, '/desk', handshake))?.code ?? null
}

describe('konkon room at a server that runs', { timeout: 60_000 }, () => {
  it('adds a room that receives at once, by the link that it prints, beside the first', async () => {
    const before = await fetch(`${server.url}/osaka`)
    expect([before.status, await before.text()]).toEqual([404, expect.stringContaining('<h1>')])
    const out = await done('room', 'add', 'osaka')
    expect(lastWord(out, 0)).toBe(`${server.url}/osaka`)
    expect((await fetch(`${server.url}/osaka`)).status).toBe(200)
    const { desk } = await receive('osaka', lastWord(out, 1), 'Sato')
    expect((await desk.waitFor('snapshot')).role).toBe('owner')
    // The first room goes on, and knows nothing of it.
    const first = await receive(server.room, server.deskUrl, 'Mori')
    expect(JSON.stringify(first.desk.facts)).not.toContain('Sato')
    expect(JSON.stringify(desk.facts)).not.toContain('Mori')
    const listed: unknown = JSON.parse(await done('room', 'list', '--json'))
    expect(listed).toMatchObject([
      { room: 'front-desk', isFirst: true, visits: 1, desks: 1, now: { desks: 1, knocksAndCalls: 0 } },
      { room: 'osaka', isFirst: false, visits: 1, desks: 1, visitorUrl: `${server.url}/osaka` },
    ])
    expect(await done('room', 'list')).toMatch(/^ROOM .*\nfront-desk +1 +1 +1 +http.*\nosaka +1 +1 +1 +http/)
  })

  it('refuses a name that is taken, no address, or one of the server’s own', async () => {
    expect(await konkon('room', 'add', 'front-desk')).toMatchObject({
      code: 1,
      err: expect.stringContaining('already'),
    })
    for (const name of ['Osaka', 'a b', '', 'desk', 'healthz']) {
      expect(await konkon('room', 'add', name)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/a-z/) })
    }
  })

  it('removes a room with all that it holds and cuts everybody off, after it has said what would be lost', async () => {
    const out = await done('room', 'add', 'osaka')
    const { desk, deskId, key } = await receive('osaka', lastWord(out, 1), 'Sato')
    const { visitor } = await openKnock(at('osaka'), { name: 'Waits' })
    const first = await openDesk(server)
    const asked = await konkon('room', 'remove', 'osaka')
    expect(asked).toMatchObject({ code: 2, out: '' })
    expect(asked.err).toMatch(
      /2 visits, 1 paired desk, 0 call-back links, 0 call-outs, and 1 visitor who is here now.*--yes/,
    )
    expect(desk.isConnected()).toBe(true)

    const cut = Promise.all([desk.waitForDisconnect(), visitor.waitForDisconnect()])
    const removed = await done('room', 'remove', 'osaka', '--yes')
    // As by a network, so that pages ask again and are told.
    expect(await cut).toEqual(['transport close', 'transport close'])
    expect(await refusalOf('osaka', deskId, key)).toBe('unknown-room')
    expect((await fetch(`${server.url}/osaka`)).status).toBe(404)
    expect(first.isConnected()).toBe(true)
    const copy = lastWord(removed, 1)
    expect((statSync(copy).mode & 0o777).toString(8)).toBe('600')
    await server.dispose()
    expect(mentions(path.join(data, 'konkon.db'), 'osaka')).toEqual([])
    expect(mentions(copy, 'osaka')).toEqual(expect.arrayContaining(['rooms', 'desks', 'knocks']))
    // Nothing of it in the free pages and the log either.
    for (const name of readdirSync(data).filter((one) => /^konkon\.db(-\w+)?$/.test(one))) {
      expect(readFileSync(path.join(data, name)).includes('Sato')).toBe(false)
    }
    expect(await konkon('restore', copy)).toMatchObject({ code: 0 })
    server = await startServer({ dataFolder: data })
    expect(await refusalOf('osaka', deskId, key)).toBe(null)
  })

  it('removes neither the first room nor one that is not there, and no copy stays where none is wanted', async () => {
    const first = await konkon('room', 'remove', 'front-desk', '--yes')
    expect(first).toMatchObject({ code: 1, err: expect.stringContaining('KONKON_ROOM') })
    for (const args of [['nagoya'], ['nagoya', '--yes']]) {
      const outcome = await konkon('room', 'remove', ...args)
      expect(outcome).toMatchObject({ code: 1, err: expect.stringContaining('There are: front-desk.') })
    }
    await done('room', 'add', 'osaka')
    expect(await done('room', 'remove', 'osaka', '--yes', '--no-copy')).toBe('removed osaka\n')
    expect(readdirSync(data).filter((name) => name.includes('before'))).toEqual([])
    expect((await fetch(server.url, { redirect: 'manual' })).headers.get('location')).toBe('/front-desk')
  })

  it('gives each room limits of its own', async () => {
    const rate = { count: 2, perSeconds: 3_600 }
    await server.dispose()
    server = await startServer({
      dataFolder: data,
      policy: {
        openKnocks: { perAddress: 50, perNetwork: 50, total: 3, keptForNewcomers: 0 },
        rates: { ...defaultPolicy.rates, callBacksPerAddress: rate },
      },
    })
    await done('room', 'add', 'osaka')
    for (const name of ['A', 'B', 'C']) await openKnock(at('osaka'), { name })
    await expect(openKnock(at('osaka'), { name: 'D' })).rejects.toThrow('busy')
    await openKnock(server, { name: 'E' })
    const request = { name: 'F', company: '', phone: '03-1234-5678', about: '', when: '' }
    const ask = async (room: string) => (await openVisitor(at(room))).sendRaw('call-back', request)
    for (const expected of ['ok', 'ok', 'failed']) expect(await ask('osaka')).toMatchObject({ kind: expected })
    expect(await ask('front-desk')).toMatchObject({ kind: 'ok' })
  })
})

describe('konkon desk and konkon log at a server that runs', { timeout: 60_000 }, () => {
  it('pair a desk of the chosen room, list it, and put it out, the last owner too', async () => {
    await done('room', 'add', 'osaka')
    const invited = await done('desk', 'invite', '--room', 'osaka')
    const { desk, deskId, key } = await receive('osaka', lastWord(invited, 0), 'Sato')
    const { deskUrl } = JSON.parse(await done('desk', 'invite', '--json')) as { deskUrl: string }
    const own = await receive(server.room, deskUrl, 'Mori')
    expect(JSON.parse(await done('desk', 'list', '--json'))).toMatchObject([
      { room: 'front-desk', id: own.deskId, isConnected: true, role: 'owner' },
      { room: 'osaka', id: deskId, name: 'Sato’s desk', isConnected: true, role: 'owner' },
    ])
    expect(await done('desk', 'list', '--room', 'osaka')).toMatch(
      /^ROOM .*\nosaka +\S+ +owner +connected +Sato’s desk\n$/,
    )
    expect(await konkon('desk', 'revoke', deskId, '--room', 'front-desk')).toMatchObject({ code: 1 })
    expect(desk.isConnected()).toBe(true)
    await done('desk', 'revoke', deskId)
    expect(await desk.waitForDisconnect()).toBeTruthy()
    expect(await refusalOf('osaka', deskId, key)).toBe('unauthorised')
    expect(own.desk.isConnected()).toBe(true)
    const { key: osakaKey, deskId: osakaId } = await pairByLink(
      lastWord(await done('desk', 'invite', '--room', 'osaka'), 0),
      'B',
    )
    const osaka = await openDesk(at('osaka'), { id: osakaId, key: osakaKey })
    const audit = unwrap(await osaka.send('audit:list', null))
    expect(audit.map(({ by, act }) => [by, act.kind])).toEqual(expect.arrayContaining([[null, 'revoked']]))
  })

  it('put everybody of one room out, which has to be named where there are several', async () => {
    const own = await receive(server.room, server.deskUrl, 'Mori')
    await done('room', 'add', 'osaka')
    const unnamed = await konkon('desk', 'revoke', '--all')
    expect(unnamed).toMatchObject({ code: 2, err: expect.stringContaining('--room: front-desk, osaka') })
    const osaka = await receive('osaka', lastWord(await done('desk', 'invite', '--room', 'osaka'), 0), 'Sato')
    const unused = lastWord(await done('desk', 'invite', '--room', 'osaka'), 0)
    expect(await done('desk', 'revoke', '--all', '--room', 'osaka')).toMatch(/^put out 1 desk of osaka\n/)
    expect(await osaka.desk.waitForDisconnect()).toBeTruthy()
    await expect(pairByLink(unused, 'Late')).rejects.toThrow()
    expect(own.desk.isConnected()).toBe(true)
    for (const args of [['revoke'], ['revoke', own.deskId, '--all']])
      expect(await konkon('desk', ...args)).toMatchObject({ code: 2 })
  })

  it('write the table that a desk writes, of one room and some days', async () => {
    await done('room', 'add', 'osaka')
    const osaka = await receive('osaka', lastWord(await done('desk', 'invite', '--room', 'osaka'), 0), '=Sato')
    await receive(server.room, server.deskUrl, 'Mori')
    const filter = { text: '', outcomes: [], onlyOpenFollowUps: false, fromMs: null, toMs: null }
    const { csv } = unwrap(await osaka.desk.send('visits:export', { filter, language: 'ja' }))
    expect(await done('log', 'export', '--room', 'osaka', '--language', 'ja')).toBe(csv)
    const english = path.join(folder, 'visits.csv')
    expect(await done('log', 'export', english, '--room', 'osaka')).toBe(`wrote ${english}\n`)
    expect(readFileSync(english, 'utf8')).toMatch(/^\uFEFF[^\r]*Name[^\r]*\r\n[^\r]*'=Sato[^\r]*\r\n$/)
    expect((statSync(english).mode & 0o777).toString(8)).toBe('600')
    expect(JSON.parse(await done('log', 'export', '--json'))).toMatchObject([{ name: 'Mori' }])
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now())
    const span = async (...days: readonly string[]) =>
      JSON.parse(await done('log', 'export', '--json', ...days)) as unknown[]
    expect(await span('--from', today, '--to', today)).toHaveLength(1)
    expect(await span('--to', '2001-01-01')).toHaveLength(0)
    expect(await span('--from', '2999-01-01')).toHaveLength(0)
    for (const days of [
      ['--from', 'today'],
      ['--to', '2026-02-30'],
      ['--from', '2026-05-01', '--to', '2026-04-01'],
    ]) {
      expect(await konkon('log', 'export', ...days)).toMatchObject({ code: 2, out: '' })
    }
    const nowhere = await konkon('log', 'export', path.join(folder, 'none', 'visits.csv'))
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('could not be written') })
  })
})

describe('konkon at data that no server holds', { timeout: 60_000 }, () => {
  it('adds, lists and removes rooms, which the next start has', async () => {
    await server.dispose()
    expect(await done('room', 'add', 'osaka')).toMatch(
      /^visitor page: http:\/\/localhost:5050\/osaka\nNo server runs now.*--room osaka/,
    )
    await done('room', 'add', 'nagoya')
    expect(JSON.parse(await done('room', 'list', '--json'))).toMatchObject([
      { room: 'front-desk', now: null, isFirst: true },
      { room: 'osaka', now: null, isFirst: false },
      { room: 'nagoya' },
    ])
    expect(await konkon('room', 'remove', 'nagoya')).toMatchObject({
      code: 2,
      err: expect.stringContaining('0 visits'),
    })
    const removed = await done('room', 'remove', 'nagoya', '--yes')
    expect(existsSync(lastWord(removed, 1))).toBe(true)
    server = await startServer({ dataFolder: data })
    await openKnock(at('osaka'), { name: 'Sato' })
    expect((await fetch(`${server.url}/nagoya`)).status).toBe(404)
  })

  it('puts desks out for the next start, and exports what is on the disk', async () => {
    const own = await receive(server.room, server.deskUrl, 'Mori')
    await done('room', 'add', 'osaka')
    const osaka = await receive('osaka', lastWord(await done('desk', 'invite', '--room', 'osaka'), 0), 'Sato')
    const csv = await done('log', 'export', '--room', 'osaka', '--language', 'ja')
    await server.dispose()
    expect(await done('log', 'export', '--room', 'osaka', '--language', 'ja')).toBe(csv)
    expect(JSON.parse(await done('log', 'export', '--json'))).toMatchObject([{ name: 'Mori' }])
    expect(JSON.parse(await done('desk', 'list', '--json'))).toMatchObject([
      { id: own.deskId, isConnected: false },
      { id: osaka.deskId, isConnected: false },
    ])
    expect(await konkon('desk', 'invite')).toMatchObject({ code: 1, err: expect.stringContaining('Start it') })
    expect(await konkon('desk', 'revoke', 'unknown')).toMatchObject({
      code: 1,
      err: expect.stringContaining('desk list'),
    })
    await done('desk', 'revoke', own.deskId)
    await done('desk', 'revoke', '--all', '--room', 'osaka')
    server = await startServer({ dataFolder: data })
    expect(await refusalOf('front-desk', own.deskId, own.key)).toBe('unauthorised')
    expect(await refusalOf('osaka', osaka.deskId, osaka.key)).toBe('unauthorised')
  })

  it('makes none where there is none, but for a first room', async () => {
    const elsewhere = path.join(folder, 'elsewhere')
    for (const args of [
      ['room', 'list'],
      ['desk', 'list'],
      ['log', 'export'],
      ['desk', 'invite'],
    ]) {
      const outcome = await runKonkon(args, { dataFolder: elsewhere })
      expect(outcome).toMatchObject({ code: 1, out: '', err: expect.stringContaining('KONKON_DATA') })
    }
    expect(existsSync(elsewhere)).toBe(false)
    expect(await runKonkon(['room', 'add', 'osaka'], { dataFolder: elsewhere })).toMatchObject({ code: 0 })
    expect((statSync(elsewhere).mode & 0o777).toString(8)).toBe('700')
  })
})

/** The tables of a database file in which a room is named. */
function mentions(file: string, room: string): readonly string[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
    return tables
      .map(({ name }) => String(name))
      .filter((name) => JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all()).includes(room))
  } finally {
    database.close()
  }
}
