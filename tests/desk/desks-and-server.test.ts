/** Whole cores of several desks over real sockets to a real room server, all by one clock that the test moves. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deskCommands } from '../../src-shared/all-desk-commands.ts'
import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import { done } from '../../src-shared/result.ts'
import { createDesk, type Desk } from '../../src-desk/desk.ts'
import { createRoomConnection } from '../../src-desk/room/room-connection.ts'
import { io } from 'socket.io-client'
import type { RoomServer } from '../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts'
import { createFakeDeskPorts, type FakeDeskPorts } from '../fakes/fake-desk-ports.ts'
import { openKnock, openVisitor, parseDeskId, unwrap } from '../support/room-client.ts'
import { startServer } from '../support/start-server.ts'
import { until } from '../support/until.ts'
import * as v from 'valibot'
import { InvitationTokenSchema } from '../../src-shared/invitation.ts'

type Running = { readonly desk: Desk; readonly ports: Omit<FakeDeskPorts, 'room'> }

const undo: (() => unknown)[] = []
let server: RoomServer
let clock: FakeClock

beforeEach(async () => {
  clock = createFakeClock()
  server = await startServer({ clock })
  undo.push(() => server.dispose())
})
afterEach(async () => {
  for (const run of undo.splice(0).toReversed()) await run()
})

async function startDesk(id: string, settings: Partial<DeskSettings> = {}): Promise<Running> {
  const fakes = createFakeDeskPorts(settings)
  const room = createRoomConnection({
    openSocket: io,
    transports: ['websocket'],
    onKeyGiven: () => undefined,
    loadCommands: () => Promise.resolve(deskCommands),
    clock,
    log: fakes.log,
  })
  const desk = createDesk({ id: parseDeskId(id), defaultName: `Desk ${id}`, ports: { ...fakes, room, clock } })
  undo.push(() => desk.dispose())
  const deskId = parseDeskId(id)
  desk.connect({ url: server.url, room: server.room, key: server.letIn(deskId), deskId })
  await until(() => desk.getState().connection.kind === 'online')
  return { desk, ports: fakes }
}

function startDesks(settings: Partial<DeskSettings> = {}): Promise<readonly [Running, Running, Running]> {
  return Promise.all([startDesk('a', settings), startDesk('b', settings), startDesk('c', settings)])
}

const isRinging = ({ ports }: Running): boolean => ports.ringer.order.kind === 'ring'

describe('three desks and one visitor', () => {
  it('all ring and flash, one answers, all fall silent and know who answered', async () => {
    const desks = await startDesks()
    const { knock } = await openKnock(server)
    await until(() => desks.every(isRinging))
    clock.advance(30_000)
    for (const { ports } of desks) {
      expect(ports.ringer.order).toMatchObject({ kind: 'ring', volume: 1 })
      expect(ports.flash.isFlashing).toBe(true)
    }
    expect(await desks[1].desk.command({ kind: 'admit', knockId: knock.id })).toEqual(done)
    await until(() =>
      desks.every((each) => !isRinging(each) && !each.ports.flash.isFlashing && !each.ports.card.isVisible),
    )
    for (const { desk } of desks) {
      expect(desk.getState().recentEnds).toMatchObject([{ end: { kind: 'admitted', by: { name: 'Desk b' } } }])
    }
    // Nobody entered by surprise: no chime either.
    expect(desks[1].ports.ringer.order.kind).toBe('silence')
    expect(desks.map(({ ports }) => ports.face.broughtForward)).toEqual([0, 1, 0])
  })

  it('a hold silences all, and its end rings all anew from the beginning', async () => {
    const desks = await startDesks()
    const { knock } = await openKnock(server)
    await until(() => desks.every(isRinging))
    clock.advance(30_000)
    await desks[0].desk.command({ kind: 'hold', knockId: knock.id, message: null })
    await until(() => !desks.some(isRinging))
    clock.advance(120_000)
    await until(() => desks.every(isRinging))
    for (const { ports } of desks) {
      expect(ports.ringer.order).toMatchObject({ volume: 0.8 })
      expect(ports.flash.isFlashing).toBe(false)
    }
  })

  it('see whom to phone, until one says it is done', async () => {
    const desks = await startDesks()
    const { visitor } = await openKnock(server)
    unwrap(await visitor.send('withdraw', null))
    await until(() => desks.every(({ ports }) => ports.attention.applied.at(-1)?.openFollowUps === 1))
    const visitId = desks[0].desk.getState().followUps[0]?.id
    if (!visitId) throw new Error('No visit to follow up.')
    expect(await desks[2].desk.request('follow-up:done', { visitId, note: 'phoned' })).toEqual(done)
    await until(() => desks.every(({ ports }) => ports.attention.applied.at(-1)?.openFollowUps === 0))
  })

  it('follow the rules that one of them sets', async () => {
    const desks = await startDesks()
    const escalation = { ...defaultRoomRules.escalation, flashAfterMs: 5_000 }
    await desks[0].desk.command({ kind: 'set-rules', rules: { ...defaultRoomRules, escalation } })
    await until(() => desks.every(({ desk }) => desk.getState().room?.rules.escalation.flashAfterMs === 5_000))
    await openKnock(server)
    await until(() => desks.every(isRinging))
    clock.advance(5_000)
    expect(desks.map(({ ports }) => ports.flash.isFlashing)).toEqual([true, true, true])
  })

  it('are away once every screen is locked', async () => {
    const desks = await startDesks({ isAwayWhenLocked: true })
    const presence = (): readonly unknown[] => desks.map(({ desk }) => desk.getState().room?.presenceNow.presence)
    for (const { desk } of desks) desk.screenLocked(true)
    await until(() => presence().every((each) => each === 'away'))
    desks[0].desk.screenLocked(false)
    await until(() => presence().every((each) => each === 'open'))
  })
})

describe('a desk and its server', () => {
  it('rings for an invited visitor, marked, and opens no call by itself', async () => {
    const { desk, ports } = await startDesk('a')
    const { visitor, knock } = await openKnock(server)
    unwrap(await visitor.send('withdraw', null))
    const { url } = unwrap(await desk.request('invitation:create', { knockId: knock.id, validForMs: 3_600_000 }))
    const invitation = v.parse(InvitationTokenSchema, url.split('#invitation=')[1])
    const page = await openVisitor(server)
    unwrap(await page.send('enter', { name: 'Sato', token: page.token, invitation }))
    await until(() => ports.ringer.order.kind === 'ring')
    const [marked] = desk.getState().knocks
    expect(marked?.invitedBy?.id).toBe('a')
    expect(desk.getState().calls).toEqual([])
    expect(ports.face.broughtForward).toBe(0)
    if (marked) expect(await desk.command({ kind: 'admit', knockId: marked.id })).toEqual(done)
    await until(() => ports.face.broughtForward === 1)
  })

  it('checks itself against it', async () => {
    const { desk, ports } = await startDesk('a')
    const running = desk.command({ kind: 'self-test' })
    ports.ringer.report({ kind: 'ringing' })
    clock.advance(3_000)
    expect(await running).toEqual(done)
    expect(desk.getState().selfTest).toMatchObject({
      kind: 'done',
      checks: expect.arrayContaining([
        { part: 'server', outcome: { kind: 'good' } },
        { part: 'ring', outcome: { kind: 'good' } },
        { part: 'call-outs', outcome: { kind: 'not-here' } },
      ]),
    })
  })

  it('says after 20 s that it is gone', async () => {
    const { desk, ports } = await startDesk('a')
    await server.dispose()
    await until(() => desk.getState().connection.kind === 'offline')
    clock.advance(20_000)
    expect(desk.getState().alarms).toMatchObject([{ kind: 'server-unreachable' }])
    expect(ports.ringer.order.kind).toBe('chime')
  })
})
