import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultRoomRules, type RoomRules } from '../../../src-shared/room-rules.ts'
import type { PresenceNow, PresenceSetting } from '../../../src-shared/room.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import {
  openDesk,
  openKnock,
  openVisitor,
  unwrap,
  type DeskClient,
  type VisitorClient,
} from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const minuteMs = 60_000
const hours = { ...defaultRoomRules.hours, isUsed: true }
const rules: RoomRules = { ...defaultRoomRules, hours }

let folder: string
let server: RoomServer
let clock: FakeClock
let desk: DeskClient
let visitor: VisitorClient

/** A Monday, 11:00 in Japan. */
const mondayMs = Date.parse('2026-11-16T11:00+09:00')
const at = (text: string): number => Date.parse(`2026-11-16T${text}+09:00`)

beforeEach(async () => {
  clock = createFakeClock(mondayMs)
  folder = await makeFolder()
  server = await startServer({ clock, dataFolder: folder })
  desk = await openDesk(server, { id: 'mine' })
  visitor = await openVisitor(server)
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** What both sides were told last, after everything that was due. */
async function told(): Promise<PresenceNow> {
  await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 1 })
  await visitor.send('leave', null)
  const toDesk = desk.facts.flatMap((fact) =>
    fact.name === 'room:changed' || fact.name === 'snapshot' ? [fact.payload.room.presenceNow] : [],
  )
  const toVisitor = visitor.facts.flatMap((fact) => {
    if (fact.name === 'welcome') return [fact.payload.room.presenceNow]
    return fact.name === 'room:changed' ? [fact.payload.presenceNow] : []
  })
  expect(toVisitor.at(-1), 'both sides are told the same').toEqual(toDesk.at(-1))
  return toDesk.at(-1)!
}

function manual(presence: PresenceNow['presence'], untilMs: number | null = null): PresenceSetting {
  return { kind: 'manual', presence, untilMs }
}

describe('the opening hours', () => {
  it('change what visitors and desks are told at the very moment', async () => {
    expect(await told()).toEqual({ presence: 'open', untilMs: null })
    unwrap(await desk.send('rules:set', rules))
    expect(await told()).toEqual({ presence: 'open', untilMs: at('12:00') })
    clock.advance(60 * minuteMs - 1)
    expect((await told()).presence).toBe('open')
    clock.advance(1)
    expect(await told()).toEqual({ presence: 'away', untilMs: at('13:00') })
    clock.advance(60 * minuteMs)
    expect(await told()).toEqual({ presence: 'open', untilMs: at('17:30') })
    clock.advance(270 * minuteMs)
    expect(await told()).toEqual({ presence: 'closed', untilMs: at('08:30') + 24 * 60 * minuteMs })
    const changes = visitor.facts.filter((fact) => fact.name === 'room:changed')
    expect(changes, 'one fact for each change, and one for the rules').toHaveLength(4)
  })

  it('are kept over a restart, with everything else in the rules', async () => {
    const other: RoomRules = { ...rules, unnoticedAfterMs: 30_000, retentionDays: 30 }
    unwrap(await desk.send('rules:set', other))
    const room = await visitor.waitFor('room:changed', ({ unnoticedAfterMs }) => unnoticedAfterMs === 30_000)
    expect(room.timeZone).toBe('Asia/Tokyo')
    expect((await desk.waitFor('room:changed')).room.rules).toEqual(other)
    desk.forget()
    unwrap(await desk.send('rules:set', other))
    expect(desk.facts, 'the same rules again change nothing').toEqual([])

    await server.dispose()
    server = await startServer({ clock, dataFolder: folder })
    expect((await (await openDesk(server)).waitFor('snapshot')).room.rules).toEqual(other)
  })
})

describe('a presence set by hand', () => {
  it('wins over the hours until its time, and then is automatic again', async () => {
    unwrap(await desk.send('rules:set', rules))
    const setting = manual('in-meeting', at('14:30'))
    unwrap(await desk.send('presence:set', setting))
    expect(await told()).toEqual({ presence: 'in-meeting', untilMs: at('14:30') })
    clock.advance(210 * minuteMs - 1)
    expect((await told()).presence).toBe('in-meeting')
    clock.advance(1)
    expect(await told()).toEqual({ presence: 'open', untilMs: at('17:30') })
    const { room } = await (await openDesk(server)).waitFor('snapshot')
    expect(room.presenceSetting).toEqual({ kind: 'automatic' })
  })

  it('without a time stays', async () => {
    unwrap(await desk.send('presence:set', manual('away')))
    clock.advance(30 * 24 * 60 * minuteMs)
    expect(await told()).toEqual({ presence: 'away', untilMs: null })
  })

  it('whose time is over already is automatic at once', async () => {
    unwrap(await desk.send('presence:set', manual('closed', mondayMs)))
    expect((await told()).presence).toBe('open')
  })
})

describe('desks at which nobody can answer', () => {
  it('are away while every screen is locked, unless the door is not open anyway', async () => {
    const other = await openDesk(server, { id: 'other' })
    unwrap(await desk.send('desk:locked', true))
    expect((await told()).presence).toBe('open')
    unwrap(await other.send('desk:locked', true))
    expect(await told()).toEqual({ presence: 'away', untilMs: null })
    unwrap(await desk.send('presence:set', manual('closed')))
    expect((await told()).presence).toBe('closed')
    unwrap(await desk.send('presence:set', { kind: 'automatic' }))
    unwrap(await other.send('desk:locked', false))
    expect((await told()).presence).toBe('open')
  })

  it('count only while they are connected, and say anew whether they are locked', async () => {
    const other = await openDesk(server, { id: 'other' })
    unwrap(await other.send('desk:locked', true))
    unwrap(await desk.send('desk:locked', true))
    other.dispose()
    await desk.waitFor('desks:changed', ({ desks }) => desks.length === 1)
    expect((await told()).presence).toBe('away')
    await openDesk(server, { id: 'other' })
    expect((await told()).presence).toBe('open')
  })

  it('are seen by the others, and whether they are locked', async () => {
    const other = await openDesk(server, { id: 'other' })
    const lockedAre = async (count: number): Promise<unknown> => {
      const { desks } = await desk.waitFor(
        'desks:changed',
        (told) => told.desks.length === 2 && told.desks.filter(({ isLocked }) => isLocked).length === count,
      )
      return desks.find(({ isLocked }) => isLocked)?.id
    }
    unwrap(await other.send('desk:locked', true))
    expect(await lockedAre(1)).toBe('other')
    const third = await openDesk(server, { id: 'third' })
    expect((await third.waitFor('snapshot')).desks).toContainEqual({ id: 'other', name: 'Milling', isLocked: true })
    third.dispose()
    desk.forget()
    unwrap(await other.send('desk:locked', false))
    expect(await lockedAre(0)).toBeUndefined()
  })

  it('are in a meeting when one is in a call and the others are locked', async () => {
    const other = await openDesk(server, { id: 'other' })
    unwrap(await other.send('desk:locked', true))
    const { knock } = await openKnock(server)
    const call = unwrap(await desk.send('admit', { knockId: knock.id }))
    expect(await told()).toEqual({ presence: 'in-meeting', untilMs: null })
    unwrap(await desk.send('hang-up', { callId: call.id }))
    expect((await told()).presence).toBe('open')
  })
})
