import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anyVisit } from '../../../src-shared/visit.ts'
import type { Presence, PresenceSetting } from '../../../src-shared/room.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { openDesk, openKnock, openVisitor, unwrap } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

let server: RoomServer

beforeEach(async () => {
  server = await startServer()
})
afterEach(async () => {
  await server.dispose()
})

const profile = {
  company: { ja: '佐藤製作所', en: 'Sato Works' },
  phone: '03-1234-5678',
  greeting: { ja: 'ご用の方はノックしてください。', en: '' },
}

function manual(presence: Presence): PresenceSetting {
  return { kind: 'manual', presence, untilMs: null }
}

describe('a desk', () => {
  it('gets a snapshot first, and facts with growing revisions after it', async () => {
    const first = await openDesk(server, { id: 'first', name: 'Milling' })
    await openKnock(server, { name: 'Sato' })
    const second = await openDesk(server, { id: 'second', name: 'Office' })
    const snapshot = await second.waitFor('snapshot')
    expect(second.facts[0]?.name).toBe('snapshot')
    expect(snapshot.desks).toEqual([
      { id: 'first', name: 'Milling' },
      { id: 'second', name: 'Office' },
    ])
    expect(snapshot.knocks.map((knock) => knock.name)).toEqual(['Sato'])
    const changed = await first.waitFor('desks:changed')
    expect(changed.desks).toEqual(snapshot.desks)
    await openKnock(server)
    const later = await second.waitFor('knock:changed')
    expect(later.revision).toBeGreaterThan(snapshot.revision)
    const revisions = first.facts.flatMap((fact) =>
      fact.payload !== null && 'revision' in fact.payload ? [fact.payload.revision] : [],
    )
    expect(revisions.length).toBeGreaterThan(2)
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b))
  })

  it('that connects again displaces its older connection, and its call goes on', async () => {
    const older = await openDesk(server, { id: 'same' })
    const watching = await openDesk(server, { id: 'watching' })
    const { visitor, knock } = await openKnock(server)
    const call = unwrap(await older.send('admit', { knockId: knock.id }))
    const closed = older.waitForDisconnect()
    await watching.waitFor('call:changed')
    watching.forget()
    const newer = await openDesk(server, { id: 'same' })
    expect(await closed).toBe('io server disconnect')
    expect(older.facts.at(-1)).toEqual({ name: 'displaced', payload: null })
    expect((await newer.waitFor('snapshot')).calls).toEqual([call])
    unwrap(await visitor.send('signal', { callId: call.id, generation: 0, body: { kind: 'join' } }))
    expect((await newer.waitFor('signal')).body.kind).toBe('join')
    expect(watching.facts.some((fact) => fact.name === 'call:ended')).toBe(false)
    await watching.send('visits:list', { ...anyVisit, beforeMs: null, limit: 1 })
    expect(watching.facts.map((fact) => fact.name)).toEqual(['desks:changed'])
    expect((await watching.waitFor('desks:changed')).desks.map((desk) => desk.id)).toEqual(['same', 'watching'])
  })

  it('tells visitors and other desks what the company says of itself', async () => {
    const desk = await openDesk(server)
    const other = await openDesk(server)
    const visitor = await openVisitor(server)
    unwrap(await desk.send('profile:set', profile))
    unwrap(await desk.send('presence:set', manual('away')))
    expect(
      (await other.waitFor('room:changed', ({ room }) => room.presenceNow.presence === 'away')).room.profile,
    ).toEqual(profile)
    const room = await visitor.waitFor('room:changed', ({ presenceNow }) => presenceNow.presence === 'away')
    expect(room).toMatchObject({ profile, isDeskOnline: true, unnoticedAfterMs: 60_000 })
    other.forget()
    unwrap(await desk.send('presence:set', manual('away')))
    unwrap(await desk.send('presence:set', manual('open')))
    await other.waitFor('room:changed', ({ room }) => room.presenceNow.presence === 'open')
    expect(other.facts.filter((fact) => fact.name === 'room:changed')).toHaveLength(1)
  })
})

describe('what visitors are told of presence', () => {
  it('says whether any desk is connected', async () => {
    const visitor = await openVisitor(server)
    expect((await visitor.waitFor('welcome')).room.isDeskOnline).toBe(false)
    const desk = await openDesk(server)
    await visitor.waitFor('room:changed', ({ isDeskOnline }) => isDeskOnline)
    visitor.forget()
    desk.dispose()
    await visitor.waitFor('room:changed', ({ isDeskOnline }) => !isDeskOnline)
  })

  it('is "in a meeting" exactly while every connected desk is in a call', async () => {
    const first = await openDesk(server)
    const second = await openDesk(server)
    const visitor = await openVisitor(server)
    const one = await openKnock(server)
    const two = await openKnock(server)
    unwrap(await first.send('admit', { knockId: one.knock.id }))
    // An answer comes after all facts that were due before it.
    await visitor.send('leave', null)
    expect(visitor.facts.some((fact) => fact.name === 'room:changed')).toBe(false)
    unwrap(await second.send('admit', { knockId: two.knock.id }))
    await visitor.waitFor('room:changed', ({ presenceNow }) => presenceNow.presence === 'in-meeting')
    const third = await openDesk(server, { id: 'third' })
    expect((await third.waitFor('snapshot')).room.presenceSetting).toEqual({ kind: 'automatic' })
    await visitor.waitFor('room:changed', ({ presenceNow }) => presenceNow.presence === 'open')
    unwrap(await first.send('presence:set', manual('closed')))
    await visitor.waitFor('room:changed', ({ presenceNow }) => presenceNow.presence === 'closed')
  })
})
