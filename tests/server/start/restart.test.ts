import { rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anyVisit } from '../../../src-shared/visit.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openKnock, openVisitor, unwrap } from '../../support/room-client.ts'
import { pairByLink } from '../../support/pair-by-link.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
let server: RoomServer
let clock: FakeClock

beforeEach(async () => {
  folder = await makeFolder()
  clock = createFakeClock()
  server = await startServer({ clock, dataFolder: folder })
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

async function restart(offlineMs: number): Promise<void> {
  await server.dispose()
  clock.advance(offlineMs)
  server = await startServer({ clock, dataFolder: folder })
}

describe('a restart with the same data', () => {
  it('keeps the room: its desks, profile and presence', async () => {
    const { deskId, key } = await pairByLink(server.deskUrl)
    const desk = await openDesk(server, { id: deskId, key })
    const profile = { company: { ja: '佐藤製作所', en: '' }, phone: '03-1234-5678', greeting: { ja: '', en: '' } }
    unwrap(await desk.send('profile:set', profile))
    unwrap(await desk.send('presence:set', { kind: 'manual', presence: 'closed', untilMs: null }))
    await restart(1_000)
    const again = await openDesk(server, { id: deskId, key })
    const { room } = await again.waitFor('snapshot')
    expect(room).toMatchObject({ profile, presenceNow: { presence: 'closed', untilMs: null } })
  })

  it('keeps a waiting and a held knock; both are lost until their pages are back', async () => {
    const desk = await openDesk(server, { id: 'mine' })
    const waiting = await openKnock(server, { name: 'waiting', language: 'en' })
    const held = await openKnock(server, { name: 'held' })
    const message = { ja: '少々お待ちください。', en: '' }
    unwrap(await desk.send('hold', { knockId: held.knock.id, message }))
    const before = await desk.waitFor('knock:changed', ({ knock }) => knock.phase.kind === 'held')
    const { revision } = before
    await restart(30_000)

    const again = await openDesk(server, { id: 'mine' })
    const snapshot = await again.waitFor('snapshot')
    expect(snapshot.revision).toBeGreaterThan(revision)
    expect(snapshot.knocks).toEqual([
      {
        id: waiting.knock.id,
        name: waiting.knock.name,
        knockedAtMs: waiting.knock.knockedAtMs,
        language: 'en',
        invitedBy: null,
        source: null,
        denial: null,
        callBack: null,
        visitorLink: 'lost',
        phase: { kind: 'waiting', sinceMs: waiting.knock.knockedAtMs },
      },
      { ...before.knock, visitorLink: 'lost' },
    ])
    const back = await openVisitor(server, { token: waiting.visitor.token })
    expect((await back.waitFor('welcome')).knock).toEqual(waiting.knock)
    expect((await again.waitFor('knock:changed')).knock).toMatchObject({ name: 'waiting', visitorLink: 'connected' })
    unwrap(await again.send('admit', { knockId: waiting.knock.id }))
    expect((await back.waitFor('knock:changed')).phase.kind).toBe('admitted')
  })

  it('gives visitors the whole grace period, however long the server was away', async () => {
    await openKnock(server)
    await restart(10 * 60_000)
    const desk = await openDesk(server)
    clock.advance(89_999)
    await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 1 })
    expect(desk.facts.some((fact) => fact.name === 'knock:ended')).toBe(false)
    clock.advance(1)
    expect((await desk.waitFor('knock:ended')).end).toEqual({ kind: 'expired', cause: 'visitor-gone' })
  })

  it('returns a knock to waiting whose hold was over meanwhile', async () => {
    const desk = await openDesk(server)
    const { knock } = await openKnock(server)
    unwrap(await desk.send('hold', { knockId: knock.id, message: null }))
    await restart(120_000)
    clock.advance(0)
    expect((await (await openDesk(server)).waitFor('snapshot')).knocks[0]?.phase).toEqual({
      kind: 'waiting',
      sinceMs: clock.now(),
    })
  })

  it('keeps a running call, and both sides go on with it', async () => {
    const desk = await openDesk(server, { id: 'mine' })
    const { visitor, knock } = await openKnock(server)
    const call = unwrap(await desk.send('admit', { knockId: knock.id }))
    await restart(30_000)
    const again = await openDesk(server, { id: 'mine' })
    expect((await again.waitFor('snapshot')).calls).toEqual([{ ...call, visitorLink: 'lost' }])
    expect((await again.waitFor('snapshot')).knocks).toEqual([])
    const back = await openVisitor(server, { token: visitor.token })
    expect((await back.waitFor('welcome')).knock?.phase).toMatchObject({ kind: 'admitted', callId: call.id })
    unwrap(await back.send('signal', { callId: call.id, generation: 0, body: { kind: 'join' } }))
    expect((await again.waitFor('signal')).body.kind).toBe('join')
    clock.advance(3_600_000)
    unwrap(await again.send('hang-up', { callId: call.id }))
  })

  it('ends a call whose desk does not come back, and one whose visitor does not', async () => {
    const first = await openDesk(server, { id: 'first' })
    const second = await openDesk(server, { id: 'second' })
    const one = await openKnock(server)
    const two = await openKnock(server)
    unwrap(await first.send('admit', { knockId: one.knock.id }))
    unwrap(await second.send('admit', { knockId: two.knock.id }))
    await restart(5_000)
    const back = await openVisitor(server, { token: one.visitor.token })
    const secondBack = await openDesk(server, { id: 'second' })
    clock.advance(60_000)
    expect((await secondBack.waitFor('call:ended')).reason).toMatch(/visitor-lost|desk-lost/)
    expect((await back.waitFor('knock:changed')).phase).toEqual({ kind: 'ended', reason: 'desk-lost' })
    const { visits } = unwrap(await secondBack.send('visits:list', { ...anyVisit, beforeMs: null, limit: 10 }))
    expect(visits.map((visit) => visit.call?.reason)).toEqual(['visitor-lost', 'desk-lost'])
  })

  it('keeps the outcome of ended knocks for their pages and for late desks', async () => {
    const desk = await openDesk(server, { id: 'mine' })
    const { visitor, knock } = await openKnock(server)
    const message = { ja: 'のちほど', en: 'Later' }
    unwrap(await desk.send('deny', { knockId: knock.id, message, promisesCall: false }))
    await restart(1_000)
    const back = await openVisitor(server, { token: visitor.token })
    expect((await back.waitFor('welcome')).knock?.phase).toEqual({ kind: 'denied', message, asksForNumber: false })
    const again = await openDesk(server, { id: 'mine' })
    unwrap(await again.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
    expect(await again.send('admit', { knockId: knock.id })).toMatchObject({ code: 'already-decided' })
    const other = await openDesk(server, { id: 'other' })
    expect(await other.send('deny', { knockId: knock.id, message: null, promisesCall: false })).toMatchObject({
      code: 'already-decided',
    })
  })
})

describe('the data folder', () => {
  it('keeps no token of a visitor', async () => {
    const { visitor } = await openKnock(server)
    await server.dispose()
    const database = new DatabaseSync(path.join(folder, 'konkon.db'), { readOnly: true })
    const rows = JSON.stringify(database.prepare('SELECT * FROM knocks').all())
    database.close()
    expect(rows).toContain('Sato')
    expect(rows).not.toContain(visitor.token)
  })

  it('belongs to one server at a time', async () => {
    await expect(startServer({ dataFolder: folder })).rejects.toThrow(
      `The data folder ${folder} is in use by another room server.`,
    )
    await openKnock(server)
  })

  it('that a newer version has written is left alone', async () => {
    await server.dispose()
    const database = new DatabaseSync(path.join(folder, 'konkon.db'))
    database.exec('PRAGMA user_version = 1000')
    database.close()
    await expect(startServer({ dataFolder: folder })).rejects.toThrow('written by a newer version')
    server = await startServer()
  })
})

describe('a port', () => {
  it('that is taken is named, with what to do', async () => {
    await expect(startServer({ port: server.port })).rejects.toThrow(
      `Port ${server.port} on 127.0.0.1 is in use by another program. Stop that one, or choose another port with KONKON_PORT.`,
    )
  })
})
