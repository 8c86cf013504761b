/** A clock that jumps, both ways: nothing expires, is erased or lives longer by that alone, and people are told. */
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { dayMs, hourMs, minuteMs } from '../../../src-shared/duration.ts'
import type { InvitationToken } from '../../../src-shared/invitation.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { makeToken, openDesk, openKnock, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const yearMs = 365 * dayMs
const jumps = [
  ['a day ahead', dayMs],
  ['a day back', -dayMs],
  ['ten years ahead', 10 * yearMs],
  ['ten years back', -10 * yearMs],
] as const

let folder: string
let server: RoomServer
let clock: FakeClock

beforeEach(async () => {
  folder = await makeFolder()
  clock = createFakeClock()
  server = await startServer({ clock, dataFolder: folder })
  // Many machines learn the time only after they were turned on; that is over now.
  clock.advance(hourMs)
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

async function restart(): Promise<void> {
  await server.dispose()
  server = await startServer({ clock, dataFolder: folder })
}

/** Lets real time pass, so that whatever has become due by a jump happens. */
function settle(): void {
  clock.advance(6 * minuteMs)
}

/** It was sent when somebody looked, which happens every five minutes. */
function expectNow(atMs: number): void {
  expect(Math.abs(clock.now() - atMs)).toBeLessThanOrEqual(6 * minuteMs)
}

async function visitNames(desk: DeskClient): Promise<readonly string[]> {
  const { visits } = unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 }))
  return visits.map(({ name }) => name)
}

/** A visit of the log, and a link made of it. */
async function invite(desk: DeskClient, validForMs = 10 * hourMs): Promise<InvitationToken> {
  const { knock, visitor } = await openKnock(server, { name: 'Ito' })
  unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
  visitor.dispose()
  const { url } = unwrap(await desk.send('invitation:create', { knockId: knock.id, validForMs }))
  return new URL(url).hash.split('=')[1] as InvitationToken
}

async function enter(invitation: InvitationToken): Promise<string> {
  const token = makeToken()
  const visitor = await openVisitor(server, { token })
  const answer = await visitor.send('enter', { name: 'Ito', token, invitation })
  visitor.dispose()
  return answer.kind === 'ok' ? 'in' : answer.code
}

async function pair(url: string): Promise<number> {
  const [room = '', , code = ''] = new URL(url).hash.slice(1).split('.')
  const response = await fetch(new URL('/pair', server.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ room, code, desk: { id: 'tab', name: 'Tablet' } }),
  })
  return response.status
}

describe.each(jumps)('a clock that jumps %s while the server runs', (_, byMs) => {
  it('leaves who waits waiting, and lets the knock expire in its own time', async () => {
    const desk = await openDesk(server)
    const { knock } = await openKnock(server)
    const held = await openKnock(server, { name: 'held' })
    unwrap(await desk.send('hold', { knockId: held.knock.id, message: null }))
    clock.jump(byMs)
    clock.advance(minuteMs)
    const { knocks, serverTimeMs } = await (await openDesk(server)).waitFor('snapshot')
    expect(knocks.map(({ phase }) => phase.kind)).toEqual(['waiting', 'held'])
    expect(serverTimeMs - knock.knockedAtMs, 'how long it has waited').toBe(minuteMs)
    clock.advance(minuteMs)
    await desk.waitFor('knock:changed', (fact) => fact.knock.name === 'held' && fact.knock.phase.kind === 'waiting')
    clock.advance(2 * hourMs - 3 * minuteMs)
    await desk.send('desks:list', null)
    expect(desk.facts.some(({ name }) => name === 'knock:ended')).toBe(false)
    clock.advance(minuteMs)
    expect(await desk.waitFor('knock:ended')).toMatchObject({ end: { kind: 'expired', cause: 'unanswered' } })
  })

  it('neither ends an invitation and a pairing link nor lengthens them', async () => {
    const desk = await openDesk(server)
    const [invitation, unused] = [await invite(desk), await invite(desk)]
    const { url } = unwrap(await desk.send('pairing:create', null))
    const late = unwrap(await desk.send('pairing:create', null))
    clock.jump(byMs)
    settle()
    expect(await pair(url)).toBe(200)
    clock.advance(10 * minuteMs)
    expect(await pair(late.url)).toBe(403)
    clock.advance(9 * hourMs)
    expect(await enter(invitation)).toBe('in')
    clock.advance(hourMs)
    expect(await enter(unused)).toBe('not-found')
  })

  it('erases nothing for a day, and ends no presence that was set until a time', async () => {
    const desk = await openDesk(server)
    await invite(desk)
    const untilMs = clock.now() + hourMs
    unwrap(await desk.send('presence:set', { kind: 'manual', presence: 'in-meeting', untilMs }))
    clock.jump(byMs)
    settle()
    const { room } = await (await openDesk(server)).waitFor('snapshot')
    expect(room.presenceNow).toEqual({ presence: 'in-meeting', untilMs })
    clock.advance(hourMs)
    await desk.waitFor('room:changed', (fact) => fact.room.presenceNow.presence === 'open')
    clock.advance(22 * hourMs)
    expect(await visitNames(desk)).toEqual(['Ito'])
  })

  it('counts rates as before', async () => {
    for (let count = 0; count < 30; count += 1) (await openKnock(server)).visitor.dispose()
    const visitor = await openVisitor(server)
    const knock = () => visitor.send('knock', { name: 'late', token: visitor.token })
    clock.jump(byMs)
    expect(await knock()).toMatchObject({ code: 'rate-limited' })
    clock.advance(minuteMs)
    expect(await knock()).toMatchObject({ kind: 'ok' })
  })

  it('is told to every desk until it comes back', async () => {
    const desk = await openDesk(server)
    clock.jump(byMs)
    settle()
    expect((await desk.waitFor('notices:changed')).notices).toEqual([{ kind: 'clock-jumped', byMs }])
    clock.jump(-byMs)
    desk.forget()
    settle()
    expect((await desk.waitFor('notices:changed')).notices).toEqual([])
    expect((await (await openDesk(server)).waitFor('snapshot')).serverTimeMs).toBe(clock.now())
  })

  it('is believed once a person has confirmed it, but not under a visitor who waits', async () => {
    const desk = await openDesk(server)
    const { visitor } = await openKnock(server)
    clock.jump(byMs)
    settle()
    unwrap(await desk.send('notice:confirm', { notice: 'clock-jumped' }))
    expect((await desk.waitFor('notices:changed', ({ notices }) => notices.length === 0)).notices).toEqual([])
    desk.forget()
    settle()
    expect(desk.facts.map(({ name }) => name)).not.toContain('knock:ended')
    visitor.forget()
    unwrap(await visitor.send('withdraw', null))
    settle()
    expectNow((await desk.waitFor('snapshot')).serverTimeMs)
    expectNow((await visitor.waitFor('welcome')).serverTimeMs)
  })
})

describe('a jump that nobody confirms', () => {
  it('is believed after a day where it may be a correction, and never where it is of years', async () => {
    const desk = await openDesk(server)
    clock.jump(dayMs)
    settle()
    expect((await desk.waitFor('notices:changed')).notices).toHaveLength(1)
    desk.forget()
    clock.advance(dayMs)
    expect((await desk.waitFor('notices:changed')).notices).toEqual([])

    clock.jump(10 * yearMs)
    clock.advance(40 * dayMs)
    const { notices, serverTimeMs } = await (await openDesk(server)).waitFor('snapshot')
    expect(notices).toEqual([{ kind: 'clock-jumped', byMs: 10 * yearMs }])
    expect(clock.now() - serverTimeMs).toBe(10 * yearMs)
  })
})

describe('a machine that slept', () => {
  it('has not jumped: what is due is due', async () => {
    const desk = await openDesk(server)
    const invitation = await invite(desk)
    clock.sleep(3 * dayMs)
    settle()
    expect((await (await openDesk(server)).waitFor('snapshot')).notices).toEqual([])
    expect(await enter(invitation)).toBe('not-found')
  })
})

describe.each(jumps)('a start with a clock that is %s', (_, byMs) => {
  it('erases nothing, and keeps a link and who waits', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('rules:set', { ...defaultRoomRules, retentionDays: 1 }))
    const invitation = await invite(desk, 2 * dayMs)
    clock.advance(minuteMs)
    await server.dispose()
    clock.jump(byMs)
    server = await startServer({ clock, dataFolder: folder })
    const again = await openDesk(server)
    expect(await visitNames(again)).toEqual(['Ito'])
    settle()
    clock.advance(hourMs)
    expect(await visitNames(again)).toEqual(['Ito'])
    // A day later may just be the day after, and a link lasts no longer than its visit is kept.
    expect(await enter(invitation)).toBe(byMs === dayMs ? 'not-found' : 'in')
  })

  it('says so where that cannot be a pause', async () => {
    await server.dispose()
    clock.jump(byMs)
    server = await startServer({ clock, dataFolder: folder })
    const { notices } = await (await openDesk(server)).waitFor('snapshot')
    // A day later may just be the day after.
    expect(notices).toEqual(byMs === dayMs ? [] : [{ kind: 'clock-jumped', byMs }])
  })
})

describe('a start with a clock that may come from a long holiday', () => {
  it('goes by it, but erases nothing by its word alone, however often the server is started', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('rules:set', { ...defaultRoomRules, retentionDays: 30 }))
    const invitation = await invite(desk, 7 * dayMs)
    for (let start = 0; start < 3; start += 1) {
      await server.dispose()
      clock.jump(31 * dayMs)
      server = await startServer({ clock, dataFolder: folder })
      settle()
      expect(await visitNames(await openDesk(server))).toEqual(['Ito'])
    }
    // What ends by its time only ever ends: a link of seven days is over, and nothing has become longer.
    expect(await enter(invitation)).toBe('not-found')
    // A person who looks at the list has had an hour to see the wrong date.
    clock.advance(hourMs)
    await restart()
    expect(await visitNames(await openDesk(server))).toEqual([])
  })

  it('believes nothing beyond that, over any number of starts', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('rules:set', { ...defaultRoomRules, retentionDays: 1 }))
    const invitation = await invite(desk, 20 * hourMs)
    await server.dispose()
    clock.jump(31 * dayMs + hourMs)
    server = await startServer({ clock, dataFolder: folder })
    for (let start = 0; start < 3; start += 1) await restart()
    clock.advance(2 * hourMs)
    expect(await visitNames(await openDesk(server))).toEqual(['Ito'])
    expect(await enter(invitation)).toBe('in')
  })
})

describe('old visits', () => {
  it('are forgotten at the next start, or after a day of this run', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('rules:set', { ...defaultRoomRules, retentionDays: 1 }))
    await invite(desk)
    clock.advance(hourMs)
    await server.dispose()
    clock.advance(2 * dayMs)
    server = await startServer({ clock, dataFolder: folder })
    expect(await visitNames(await openDesk(server))).toEqual(['Ito'])
    clock.advance(hourMs)
    await restart()
    expect(await visitNames(await openDesk(server))).toEqual([])
  })
})

describe('a machine that learns the time only after its start', () => {
  it('is believed at once', async () => {
    await server.dispose()
    const rightMs = clock.now() + 14 * hourMs
    clock.jump(-20 * yearMs)
    server = await startServer({ clock, dataFolder: folder })
    const desk = await openDesk(server)
    expect((await desk.waitFor('snapshot')).notices).toHaveLength(1)
    desk.forget()
    clock.jump(rightMs - clock.now())
    settle()
    expect((await desk.waitFor('notices:changed', ({ notices }) => notices.length === 0)).notices).toEqual([])
    expectNow((await desk.waitFor('snapshot', ({ notices }) => notices.length === 0)).serverTimeMs)
  })
})
