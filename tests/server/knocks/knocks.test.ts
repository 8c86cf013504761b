import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../../../src-shared/limits.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { findKnock, makeToken, openDesk, openKnock, openVisitor, unwrap } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

const message = { ja: '少々お待ちください。', en: 'One moment, please.' }

let server: RoomServer
let clock: FakeClock

beforeEach(async () => {
  clock = createFakeClock()
  server = await startServer({ clock })
})
afterEach(async () => {
  await server.dispose()
})

describe('a knock', () => {
  it('reaches every desk before it is acknowledged to the visitor', async () => {
    const first = await openDesk(server, { id: 'first' })
    const second = await openDesk(server, { id: 'second' })
    const { knock } = await openKnock(server, { name: '  Sato\n(Sato Works) ', language: 'en' })
    expect(knock).toMatchObject({
      name: 'Sato (Sato Works)',
      knockedAtMs: clock.now(),
      phase: { kind: 'waiting', place: 1 },
    })
    for (const desk of [first, second]) {
      const fact = await desk.waitFor('knock:changed')
      expect(fact.knock).toEqual({
        id: knock.id,
        name: 'Sato (Sato Works)',
        language: 'en',
        knockedAtMs: clock.now(),
        invitedBy: null,
        visitorLink: 'connected',
        source: null,
        denial: null,
        callBack: null,
        phase: { kind: 'waiting', sinceMs: clock.now() },
      })
    }
  })

  it('is the same knock when it is repeated with the same token', async () => {
    const desk = await openDesk(server)
    const { visitor, knock } = await openKnock(server)
    const again = unwrap(await visitor.send('knock', { name: 'Suzuki', token: visitor.token }))
    expect(again).toEqual(knock)
    expect(desk.facts.filter((fact) => fact.name === 'knock:changed')).toHaveLength(1)
  })

  it('sent twice at once is one knock, and a second token of the same page is refused', async () => {
    const desk = await openDesk(server)
    const visitor = await openVisitor(server)
    const [one, same, other] = await Promise.all([
      visitor.send('knock', { name: 'Sato', token: visitor.token }),
      visitor.send('knock', { name: 'Sato', token: visitor.token }),
      visitor.send('knock', { name: 'Sato', token: makeToken() }),
    ])
    expect(unwrap(one)).toEqual(unwrap(same))
    expect(other).toMatchObject({ kind: 'failed', code: 'wrong-state' })
    expect(desk.facts.filter((fact) => fact.name === 'knock:changed')).toHaveLength(1)
  })

  it('that has ended takes a new token', async () => {
    const { visitor, knock } = await openKnock(server)
    unwrap(await visitor.send('withdraw', null))
    expect(await visitor.send('knock', { name: '', token: visitor.token })).toMatchObject({ code: 'wrong-state' })
    const next = unwrap(await visitor.send('knock', { name: '', token: makeToken() }))
    expect(next.id).not.toBe(knock.id)
  })

  it('has one place in the queue, also when many knock in the same moment', async () => {
    const opened = []
    for (const name of ['a', 'b', 'c']) opened.push(await openKnock(server, { name }))
    const desk = await openDesk(server)
    const { knocks } = await desk.waitFor('snapshot')
    expect(knocks.map((knock) => knock.name)).toEqual(['a', 'b', 'c'])
    expect(new Set(knocks.map((knock) => knock.knockedAtMs)).size).toBe(3)
    expect(opened.map(({ knock }) => knock.id)).toEqual(knocks.map((knock) => knock.id))
  })

  it('is refused as busy beyond the limit of the room', async () => {
    await server.dispose()
    const rates = { ...defaultPolicy.rates, knocksPerAddress: { count: 1_000, perSeconds: 60 } }
    server = await startServer({ clock, policy: { rates } })
    const visitors = await Promise.all(Array.from({ length: limits.knocksPerRoom }, () => openKnock(server)))
    const late = await openVisitor(server)
    expect(await late.send('knock', { name: '', token: late.token })).toMatchObject({ code: 'busy' })
    unwrap(await visitors[0]!.visitor.send('withdraw', null))
    unwrap(await late.send('knock', { name: '', token: late.token }))
  })
})

describe('a decision', () => {
  it('admits: the visitor and every desk learn of the call', async () => {
    await server.dispose()
    const iceServers = [{ urls: ['turn:turn.example.jp'], username: 'u', credential: 'c' }]
    server = await startServer({ clock, iceServers })
    const desk = await openDesk(server, { id: 'mine', name: 'Milling' })
    const other = await openDesk(server, { id: 'other' })
    const { visitor, knock } = await openKnock(server)
    clock.advance(5_000)
    const call = unwrap(await desk.send('admit', { knockId: knock.id }))
    expect(call).toEqual({
      id: call.id,
      knockId: knock.id,
      visitorName: 'Sato',
      desk: { id: 'mine', name: 'Milling' },
      startedAtMs: clock.now(),
      visitorLink: 'connected',
    })
    const changed = await visitor.waitFor('knock:changed')
    expect(changed.phase).toEqual({ kind: 'admitted', callId: call.id, iceServers, lines: [] })
    const ended = await other.waitFor('knock:ended')
    expect(ended).toMatchObject({ knockId: knock.id, end: { kind: 'admitted', by: { id: 'mine' }, callId: call.id } })
    expect(ended.call).toEqual(call)
    const told = await other.waitFor('call:changed')
    expect(told.call).toEqual(call)
    expect(told.revision).toBeGreaterThan(ended.revision)
  })

  it('is told to the deciding desk before it is acknowledged', async () => {
    const desk = await openDesk(server)
    const { knock } = await openKnock(server)
    desk.forget()
    unwrap(await desk.send('admit', { knockId: knock.id }))
    expect(desk.facts.map((fact) => fact.name)).toEqual(['knock:ended', 'call:changed', 'room:changed'])
  })

  it('of the first desk wins, and repeating it changes nothing', async () => {
    const first = await openDesk(server, { id: 'first' })
    const second = await openDesk(server, { id: 'second' })
    const { visitor, knock } = await openKnock(server)
    const message = { ja: 'のちほど', en: 'Later' }
    unwrap(await first.send('deny', { knockId: knock.id, message, promisesCall: false }))
    unwrap(await first.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
    for (const late of [
      await first.send('admit', { knockId: knock.id }),
      await second.send('deny', { knockId: knock.id, message: null, promisesCall: false }),
      await second.send('hold', { knockId: knock.id, message: null }),
      await visitor.send('withdraw', null),
    ]) {
      expect(late).toMatchObject({ kind: 'failed', code: 'already-decided' })
    }
    expect((await visitor.waitFor('knock:changed')).phase).toEqual({ kind: 'denied', message, asksForNumber: false })
    expect(second.facts.filter((fact) => fact.name === 'knock:ended')).toHaveLength(1)
  })

  it('taken by two desks at once has one winner', async () => {
    const desks = await Promise.all(['a', 'b', 'c'].map((id) => openDesk(server, { id })))
    const { visitor, knock } = await openKnock(server)
    const answers = await Promise.all(desks.map((desk) => desk.send('admit', { knockId: knock.id })))
    expect(answers.filter((answer) => answer.kind === 'ok')).toHaveLength(1)
    expect(answers.filter((answer) => answer.kind === 'failed' && answer.code === 'already-decided')).toHaveLength(2)
    await visitor.waitFor('knock:changed')
    expect(visitor.facts.filter((fact) => fact.name === 'knock:changed')).toHaveLength(1)
  })

  it('after the visitor has withdrawn comes too late', async () => {
    const desk = await openDesk(server)
    const { visitor, knock } = await openKnock(server)
    unwrap(await visitor.send('withdraw', null))
    unwrap(await visitor.send('withdraw', null))
    expect(await desk.send('admit', { knockId: knock.id })).toMatchObject({ code: 'wrong-state' })
    const ended = await desk.waitFor('knock:ended')
    expect(ended.end).toEqual({ kind: 'withdrawn' })
    expect(ended).not.toHaveProperty('call')
  })

  it('to admit is refused while the desk is in a call, and possible for another desk', async () => {
    const busy = await openDesk(server, { id: 'busy' })
    const free = await openDesk(server, { id: 'free' })
    const first = await openKnock(server)
    const second = await openKnock(server)
    const call = unwrap(await busy.send('admit', { knockId: first.knock.id }))
    expect(unwrap(await busy.send('admit', { knockId: first.knock.id }))).toEqual(call)
    expect(await busy.send('admit', { knockId: second.knock.id })).toMatchObject({ code: 'busy' })
    unwrap(await free.send('admit', { knockId: second.knock.id }))
  })
})

describe('holding', () => {
  it('tells the visitor and returns to waiting after the hold time', async () => {
    const desk = await openDesk(server, { id: 'mine' })
    const { visitor, knock } = await openKnock(server)
    unwrap(await desk.send('hold', { knockId: knock.id, message }))
    const untilMs = clock.now() + 120_000
    expect((await visitor.waitFor('knock:changed')).phase).toEqual({ kind: 'held', place: 1, message, untilMs })
    expect(findKnock(desk, knock.id)?.phase).toMatchObject({
      kind: 'held',
      by: { id: 'mine' },
      untilMs,
    })
    visitor.forget()
    desk.forget()
    clock.advance(119_999)
    // An answer comes after all facts that were due before it.
    await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 1 })
    expect(desk.facts).toEqual([])
    clock.advance(1)
    expect((await visitor.waitFor('knock:changed')).phase).toEqual({ kind: 'waiting', place: 1 })
    expect((await desk.waitFor('knock:changed')).knock.phase).toEqual({ kind: 'waiting', sinceMs: clock.now() })
  })

  it('lasts for as long as the desk says, from then on', async () => {
    const desk = await openDesk(server, { id: 'mine' })
    const { visitor, knock } = await openKnock(server)
    for (const forMs of [600_000, 300_000]) {
      unwrap(await desk.send('hold', { knockId: knock.id, message: null, forMs }))
      const untilMs = clock.now() + forMs
      await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'held' && phase.untilMs === untilMs)
      expect(findKnock(desk, knock.id)?.phase).toMatchObject({ untilMs })
    }
    for (const forMs of [9_999, 3_600_001, 60_000.5]) {
      const refused = await desk.send('hold', { knockId: knock.id, message: null, forMs })
      expect(refused).toMatchObject({ kind: 'failed' })
    }
  })

  it('does not keep another desk from admitting', async () => {
    const holder = await openDesk(server, { id: 'holder' })
    const other = await openDesk(server, { id: 'other' })
    const { knock } = await openKnock(server)
    unwrap(await holder.send('hold', { knockId: knock.id, message: null }))
    expect(unwrap(await other.send('admit', { knockId: knock.id })).desk.id).toBe('other')
  })
})

describe('a visitor who is lost', () => {
  it('keeps the place, is shown as lost, and finds the same knock again', async () => {
    const desk = await openDesk(server)
    const { visitor, knock } = await openKnock(server)
    visitor.breakConnection()
    await desk.waitFor('knock:changed', ({ knock }) => knock.visitorLink === 'lost')
    clock.advance(89_000)
    desk.forget()
    const reloaded = await openVisitor(server, { token: visitor.token })
    expect((await reloaded.waitFor('welcome')).knock).toEqual(knock)
    expect((await desk.waitFor('knock:changed')).knock).toMatchObject({ id: knock.id, visitorLink: 'connected' })
    clock.advance(90_000)
    unwrap(await reloaded.send('withdraw', null))
  })

  it('expires after the grace period, and learns so on coming back', async () => {
    const desk = await openDesk(server)
    const { visitor, knock } = await openKnock(server)
    visitor.breakConnection()
    await desk.waitFor('knock:changed', ({ knock }) => knock.visitorLink === 'lost')
    clock.advance(90_000)
    expect((await desk.waitFor('knock:ended')).end).toEqual({ kind: 'expired', cause: 'visitor-gone' })
    const back = await openVisitor(server, { token: visitor.token })
    expect((await back.waitFor('welcome')).knock).toEqual({
      ...knock,
      phase: { kind: 'expired', cause: 'visitor-gone' },
    })
  })

  it('expires as unanswered after two hours of waiting', async () => {
    const { visitor } = await openKnock(server)
    clock.advance(2 * 60 * 60_000)
    expect((await visitor.waitFor('knock:changed')).phase).toEqual({ kind: 'expired', cause: 'unanswered' })
    expect(await visitor.send('withdraw', null)).toMatchObject({ code: 'wrong-state' })
  })

  it('is replaced by a newer page with the same token; the older one is told, closed, and may take it back', async () => {
    const desk = await openDesk(server)
    const { visitor, knock } = await openKnock(server)
    const closed = visitor.waitForDisconnect()
    const newer = await openVisitor(server, { token: visitor.token })
    expect(await closed).toBe('io server disconnect')
    expect(visitor.facts.at(-1)).toEqual({ name: 'displaced', payload: null })

    const newerClosed = newer.waitForDisconnect()
    visitor.forget()
    await visitor.reconnect()
    expect((await visitor.waitFor('welcome')).knock).toEqual(knock)
    expect(await newerClosed).toBe('io server disconnect')
    expect(newer.facts.at(-1)).toEqual({ name: 'displaced', payload: null })

    unwrap(await desk.send('admit', { knockId: knock.id }))
    expect((await visitor.waitFor('knock:changed')).phase.kind).toBe('admitted')
    const words = desk.facts.flatMap((fact) => (fact.name === 'knock:changed' ? [fact.payload.knock.visitorLink] : []))
    expect(words).toEqual(['connected'])
  })
})

describe('the visit log', () => {
  it('has a line for every knock with an outcome, newest first, page by page', async () => {
    const desk = await openDesk(server, { id: 'mine', name: 'Milling' })
    const denied = await openKnock(server, { name: 'denied' })
    clock.advance(1_000)
    unwrap(await desk.send('deny', { knockId: denied.knock.id, message: null, promisesCall: false }))
    const withdrawn = await openKnock(server, { name: 'withdrawn' })
    clock.advance(2_000)
    unwrap(await withdrawn.visitor.send('withdraw', null))
    const admitted = await openKnock(server, { name: 'admitted' })
    await openKnock(server, { name: 'still waiting' })
    const call = unwrap(await desk.send('admit', { knockId: admitted.knock.id }))

    const first = unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 2 }))
    expect(first.hasMore).toBe(true)
    expect(first.visits.map((visit) => [visit.name, visit.end.kind, visit.call])).toEqual([
      ['admitted', 'admitted', null],
      ['withdrawn', 'withdrawn', null],
    ])
    const rest = unwrap(
      await desk.send('visits:list', { ...anyVisit, beforeMs: first.visits[1]!.startedAtMs, limit: 2 }),
    )
    expect(rest).toEqual({
      visits: [
        {
          id: denied.knock.id,
          name: 'denied',
          company: '',
          startedAtMs: denied.knock.knockedAtMs,
          endedAtMs: denied.knock.knockedAtMs + 1_000,
          invitedBy: null,
          end: { kind: 'denied', by: { id: 'mine', name: 'Milling' }, message: null },
          call: null,
          followUp: { kind: 'none' },
        },
      ],
      hasMore: false,
    })

    clock.advance(60_000)
    unwrap(await desk.send('hang-up', { callId: call.id }))
    const [last] = unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 1 })).visits
    expect(last?.call).toEqual({ endedAtMs: clock.now(), reason: 'desk-hung-up' })
  })
})
