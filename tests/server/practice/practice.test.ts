/** A knock by nobody: real on the wire of one desk, and nowhere else. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import type { DeskKnock } from '../../../src-shared/knock.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { answerWith, startHttpReceiver } from '../../support/http-receiver.ts'
import { openDesk, openKnock, unwrap, type DeskClient } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'
import { parseCallOuts, webhook } from '../call-outs/call-out-room.ts'

let server: RoomServer
let clock: FakeClock
let desk: DeskClient
let other: DeskClient

beforeEach(async () => {
  clock = createFakeClock()
  server = await startServer({ clock })
  desk = await openDesk(server, { id: 'mine' })
  other = await openDesk(server, { id: 'other' })
})
afterEach(async () => {
  desk.dispose()
  other.dispose()
  await server.dispose()
})

async function practise(withCallOuts = false): Promise<DeskKnock> {
  unwrap(await desk.send('practice:knock', { language: 'ja', withCallOuts }))
  return (await desk.waitFor('knock:changed')).knock
}

/** What the other desk and the log know, once everything before has been told. */
async function traces(): Promise<unknown> {
  const { visits } = unwrap(await other.send('visits:list', { ...anyVisit, beforeMs: null, limit: 50 }))
  const stats = unwrap(await other.send('visits:stats', { fromMs: 0, toMs: clock.now() + 1 }))
  const audit = unwrap(await other.send('audit:list', null))
  const told = other.facts.map(({ name }) => name).filter((name) => /knock|call|follow/.test(name))
  return { visits, knocks: stats.knocks, audit, told }
}
const none = { visits: [], knocks: 0, audit: [], told: [] }

describe('a practice knock', () => {
  it('comes to the desk that asked, marked, and is there once however often it is asked for', async () => {
    const knock = await practise()
    expect(knock).toMatchObject({ kind: 'practice', name: 'お試し', language: 'ja', phase: { kind: 'waiting' } })
    expect(knock.visitorLink).toBe('connected')
    unwrap(await desk.send('practice:knock', { language: 'ja', withCallOuts: false }))
    desk.breakConnection()
    desk.forget()
    await desk.reconnect()
    expect((await desk.waitFor('snapshot')).knocks).toEqual([knock])
    expect(await traces()).toEqual(none)
  })

  it('is held, waits again, is admitted and hung up, and leaves no trace', async () => {
    const { id: knockId } = await practise()
    unwrap(await desk.send('hold', { knockId, message: null }))
    clock.advance(defaultPolicy.holdMs)
    await desk.waitFor('knock:changed', ({ knock }) => knock.phase.kind === 'waiting' && knock.phase.sinceMs > 0)
    const call = unwrap(await desk.send('admit', { knockId }))
    expect(call).toMatchObject({ kind: 'practice', visitorName: 'お試し' })
    const own = await desk.waitFor('snapshot')
    expect(own.room.presenceNow.presence).toBe('open')
    unwrap(await desk.send('hang-up', { callId: call.id }))
    unwrap(await desk.send('hang-up', { callId: call.id }))
    expect((await desk.waitFor('call:ended')).reason).toBe('desk-hung-up')
    expect(await traces()).toEqual(none)
  })

  it('is denied, also with a promise to phone, and leaves nothing to follow up', async () => {
    const { id: knockId } = await practise()
    unwrap(await desk.send('deny', { knockId, message: null, promisesCall: true }))
    expect((await desk.waitFor('knock:ended')).end.kind).toBe('denied')
    expect(await traces()).toEqual(none)
  })

  it('is nobody else’s to answer', async () => {
    const { id: knockId } = await practise()
    expect(await other.send('admit', { knockId })).toMatchObject({ code: 'not-found' })
    expect(await other.send('deny', { knockId, message: null, promisesCall: false })).toMatchObject({
      code: 'not-found',
    })
  })

  it('ends by itself a few minutes after the last thing that happened to it, waiting or in its call', async () => {
    const first = await practise()
    clock.advance(defaultPolicy.practiceMs - 1)
    const call = unwrap(await desk.send('admit', { knockId: first.id }))
    clock.advance(defaultPolicy.practiceMs - 1)
    expect(desk.facts.some(({ name }) => name === 'call:ended')).toBe(false)
    clock.advance(1)
    expect((await desk.waitFor('call:ended')).callId).toBe(call.id)
    desk.forget()
    const second = await practise()
    expect(second.id).not.toBe(first.id)
    clock.advance(defaultPolicy.practiceMs)
    expect((await desk.waitFor('knock:ended')).knockId).toBe(second.id)
  })

  it('makes way for a visitor, and does not begin while one waits', async () => {
    const { id } = await practise()
    const { visitor } = await openKnock(server)
    expect((await desk.waitFor('knock:ended')).knockId).toBe(id)
    expect(await desk.send('practice:knock', { language: 'ja', withCallOuts: false })).toMatchObject({ code: 'busy' })
    visitor.dispose()
  })

  it.each([
    ['calls nobody out', false, 0],
    ['calls out where that is asked for', true, 2],
  ] as const)('%s', async (_what, withCallOuts, count) => {
    const receiver = await startHttpReceiver(answerWith(204))
    const hook = webhook(receiver.url, { events: ['knock', 'answered'] })
    unwrap(await desk.send('call-outs:set', parseCallOuts([hook])))
    const { id: knockId } = await practise(withCallOuts)
    unwrap(await desk.send('deny', { knockId, message: null, promisesCall: false }))
    // One by a visitor comes after everything before it.
    const { visitor, knock } = await openKnock(server, { name: 'Sato' })
    const requests = await receiver.waitForRequests(count + 1)
    expect(requests).toHaveLength(count + 1)
    expect(requests.at(-1)?.body).toContain(knock.id)
    visitor.dispose()
    await receiver.dispose()
  })
})
