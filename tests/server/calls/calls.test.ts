import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call, Signal } from '../../../src-shared/call.ts'
import { limits } from '../../../src-shared/limits.ts'
import type { VisitorKnock } from '../../../src-shared/knock.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import {
  openDesk,
  openKnock,
  openVisitor,
  parseCallId,
  unwrap,
  type DeskClient,
  type VisitorClient,
} from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

let server: RoomServer
let clock: FakeClock
let desk: DeskClient
let visitor: VisitorClient
let knock: VisitorKnock
let call: Call

beforeEach(async () => {
  clock = createFakeClock()
  server = await startServer({ clock })
  desk = await openDesk(server, { id: 'mine' })
  const opened = await openKnock(server)
  visitor = opened.visitor
  knock = opened.knock
  call = unwrap(await desk.send('admit', { knockId: knock.id }))
})
afterEach(async () => {
  await server.dispose()
})

function offer(generation: number, sdp = 'v=0'): Signal {
  return { callId: call.id, generation, body: { kind: 'description', description: { type: 'offer', sdp } } }
}

function candidate(generation: number, text: string): Signal {
  return { callId: call.id, generation, body: { kind: 'candidate', candidate: { candidate: text } } }
}

function signalsTo(side: DeskClient | VisitorClient): readonly Signal[] {
  const facts: readonly { readonly name: string; readonly payload: unknown }[] = side.facts
  return facts.filter((fact) => fact.name === 'signal').map((fact) => fact.payload as Signal)
}

describe('signals', () => {
  it('go both ways unchanged and in order', async () => {
    for (const text of ['one', 'two', 'three']) unwrap(await desk.send('signal', candidate(1, text)))
    unwrap(await visitor.send('signal', { callId: call.id, generation: 0, body: { kind: 'join' } }))
    await visitor.waitFor('signal', ({ body }) => body.kind === 'candidate' && body.candidate?.candidate === 'three')
    expect(signalsTo(visitor)).toEqual(['one', 'two', 'three'].map((text) => candidate(1, text)))
    expect((await desk.waitFor('signal')).body).toEqual({ kind: 'join' })
  })

  it('of anybody else are refused and reach nobody', async () => {
    const other = await openDesk(server, { id: 'other' })
    const stranger = await openKnock(server)
    expect(await other.send('signal', offer(1))).toMatchObject({ code: 'unauthorised' })
    expect(await stranger.visitor.send('signal', offer(1))).toMatchObject({ code: 'not-found' })
    expect(await desk.send('signal', { ...offer(1), callId: parseCallId('c_none') })).toMatchObject({
      code: 'not-found',
    })
    await visitor.send('leave', null)
    expect(signalsTo(visitor)).toEqual([])
    expect(signalsTo(desk)).toEqual([])
  })

  it('before admission are refused', async () => {
    const waiting = await openKnock(server)
    expect(await waiting.visitor.send('signal', offer(1))).toMatchObject({ code: 'not-found' })
  })

  it('after the call are refused', async () => {
    unwrap(await visitor.send('leave', null))
    expect(await desk.send('signal', offer(1))).toMatchObject({ code: 'wrong-state' })
    expect(await visitor.send('signal', offer(1))).toMatchObject({ code: 'wrong-state' })
  })

  it('for a visitor who is away are kept and come right after the welcome', async () => {
    visitor.breakConnection()
    await desk.waitFor('call:changed', ({ call }) => call.visitorLink === 'lost')
    for (const text of ['one', 'two']) unwrap(await desk.send('signal', candidate(1, text)))
    const reloaded = await openVisitor(server, { token: visitor.token })
    await reloaded.waitFor('signal', ({ body }) => body.kind === 'candidate' && body.candidate?.candidate === 'two')
    expect(reloaded.facts.map((fact) => fact.name)).toEqual(['welcome', 'signal', 'signal'])
    expect(signalsTo(reloaded)).toEqual(['one', 'two'].map((text) => candidate(1, text)))
    expect((await reloaded.waitFor('welcome')).knock?.phase).toMatchObject({ kind: 'admitted', callId: call.id })
  })

  it('for a desk that is away are kept and come right after the snapshot', async () => {
    const watching = await openDesk(server, { id: 'watching' })
    desk.breakConnection()
    await watching.waitFor('desks:changed', ({ desks }) => desks.length === 1)
    unwrap(await visitor.send('signal', offer(1)))
    desk.forget()
    await desk.reconnect()
    await desk.waitFor('signal')
    expect(desk.facts.map((fact) => fact.name).slice(0, 2)).toEqual(['snapshot', 'signal'])
    unwrap(await visitor.send('signal', offer(2)))
    await desk.waitFor('signal', (signal) => signal.generation === 2)
    expect(signalsTo(desk)).toEqual([offer(1), offer(2)])
  })

  it('are kept up to the limit; a newer generation makes room', async () => {
    visitor.breakConnection()
    await desk.waitFor('call:changed', ({ call }) => call.visitorLink === 'lost')
    for (let index = 0; index < limits.signalsKept; index += 1)
      unwrap(await desk.send('signal', candidate(1, `${index}`)))
    expect(await desk.send('signal', candidate(1, 'one too many'))).toMatchObject({ code: 'busy' })
    unwrap(await desk.send('signal', offer(2)))
    const reloaded = await openVisitor(server, { token: visitor.token })
    await reloaded.waitFor('signal')
    expect(signalsTo(reloaded)).toEqual([offer(2)])
  })
})

describe('the end of a call', () => {
  it('when the visitor leaves', async () => {
    unwrap(await visitor.send('leave', null))
    unwrap(await visitor.send('leave', null))
    expect((await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'ended')).phase).toEqual({
      kind: 'ended',
      reason: 'visitor-left',
    })
    expect(await desk.waitFor('call:ended')).toMatchObject({ callId: call.id, reason: 'visitor-left' })
  })

  it('when the desk hangs up, and only that desk can', async () => {
    const other = await openDesk(server, { id: 'other' })
    expect(await other.send('hang-up', { callId: call.id })).toMatchObject({ code: 'unauthorised' })
    expect(await other.send('hang-up', { callId: parseCallId('c_none') })).toMatchObject({ code: 'not-found' })
    unwrap(await desk.send('hang-up', { callId: call.id }))
    unwrap(await desk.send('hang-up', { callId: call.id }))
    expect(await other.waitFor('call:ended')).toMatchObject({ callId: call.id, reason: 'desk-hung-up' })
    expect((await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'ended')).phase).toEqual({
      kind: 'ended',
      reason: 'desk-hung-up',
    })
    expect(await desk.send('admit', { knockId: knock.id })).toMatchObject({ code: 'already-decided' })
  })

  it('when the visitor stays away for longer than the grace period', async () => {
    visitor.breakConnection()
    await desk.waitFor('call:changed', ({ call }) => call.visitorLink === 'lost')
    clock.advance(59_999)
    await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 1 })
    expect(desk.facts.some((fact) => fact.name === 'call:ended')).toBe(false)
    clock.advance(1)
    expect((await desk.waitFor('call:ended')).reason).toBe('visitor-lost')
  })

  it('when the desk stays away for longer than the grace period', async () => {
    const watching = await openDesk(server, { id: 'watching' })
    desk.breakConnection()
    await watching.waitFor('desks:changed', ({ desks }) => desks.length === 1)
    clock.advance(60_000)
    expect((await watching.waitFor('call:ended')).reason).toBe('desk-lost')
    expect((await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'ended')).phase).toMatchObject({
      reason: 'desk-lost',
    })
  })

  it('does not come for a side that is back in time', async () => {
    visitor.breakConnection()
    await desk.waitFor('call:changed', ({ call }) => call.visitorLink === 'lost')
    clock.advance(59_000)
    desk.forget()
    const back = await openVisitor(server, { token: visitor.token })
    expect((await desk.waitFor('call:changed')).call.visitorLink).toBe('connected')
    clock.advance(3_600_000)
    unwrap(await back.send('signal', offer(1)))
  })
})

describe('a call goes on without the server', () => {
  it('while the desk hears the visitor, who alone has lost it', async () => {
    visitor.breakConnection()
    await desk.waitFor('call:changed', ({ call }) => call.visitorLink === 'lost')
    for (let heard = 0; heard < 5; heard += 1) {
      clock.advance(40_000)
      unwrap(await desk.send('call:hear', { callId: call.id }))
    }
    expect(desk.facts.some((fact) => fact.name === 'call:ended')).toBe(false)
    clock.advance(60_000)
    expect((await desk.waitFor('call:ended')).reason).toBe('visitor-lost')
  })

  it('while the visitor hears the desk, which alone has lost it', async () => {
    const watching = await openDesk(server, { id: 'watching' })
    desk.breakConnection()
    await watching.waitFor('desks:changed', ({ desks }) => desks.length === 1)
    for (let heard = 0; heard < 5; heard += 1) {
      clock.advance(40_000)
      unwrap(await visitor.send('call:hear', { callId: call.id }))
    }
    const back = await openDesk(server, { id: 'mine' })
    expect((await back.waitFor('snapshot')).calls).toMatchObject([{ id: call.id }])
  })

  it('while both have lost it, and whoever is back first waits for the other', async () => {
    const watching = await openDesk(server, { id: 'watching' })
    visitor.breakConnection()
    desk.breakConnection()
    await watching.waitFor('desks:changed', ({ desks }) => desks.length === 1)
    await watching.waitFor('call:changed', ({ call: { visitorLink } }) => visitorLink === 'lost')
    clock.advance(600_000)
    const back = await openDesk(server, { id: 'mine' })
    expect((await back.waitFor('snapshot')).calls).toMatchObject([{ id: call.id }])
    clock.advance(59_000)
    const page = await openVisitor(server, { token: visitor.token })
    expect((await page.waitFor('welcome')).knock?.phase).toMatchObject({ kind: 'admitted', callId: call.id })
  })

  it('and nobody else can say that somebody is heard', async () => {
    const other = await openDesk(server, { id: 'other' })
    expect(await other.send('call:hear', { callId: call.id })).toMatchObject({ code: 'unauthorised' })
    const stranger = await openKnock(server)
    expect(await stranger.visitor.send('call:hear', { callId: call.id })).toMatchObject({ code: 'not-found' })
  })
})

describe('a visitor admitted while lost', () => {
  it('has the whole grace period of a call to come back', async () => {
    const lost = await openKnock(server)
    lost.visitor.breakConnection()
    const other = await openDesk(server, { id: 'other' })
    await desk.waitFor('knock:changed', ({ knock }) => knock.id === lost.knock.id && knock.visitorLink === 'lost')
    clock.advance(80_000)
    const late = unwrap(await other.send('admit', { knockId: lost.knock.id }))
    expect(late.visitorLink).toBe('lost')
    clock.advance(59_000)
    const back = await openVisitor(server, { token: lost.visitor.token })
    expect((await back.waitFor('welcome')).knock?.phase).toMatchObject({ kind: 'admitted', callId: late.id })
  })
})
