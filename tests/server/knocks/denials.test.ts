/** A denial that can be undone: what desks and visitor hear of it, when, and over a restart. */
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { findKnock, openDesk, openKnock, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const message = { ja: 'のちほど', en: 'Later' }
const undoMs = 5_000

let folder: string
let server: RoomServer
let clock: FakeClock
let desk: DeskClient
let other: DeskClient

beforeEach(async () => {
  folder = await makeFolder()
  clock = createFakeClock()
  server = await startServer({ clock, dataFolder: folder })
  desk = await openDesk(server, { id: 'mine' })
  other = await openDesk(server, { id: 'other' })
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

async function denied() {
  const { visitor, knock } = await openKnock(server)
  const knockId = knock.id
  visitor.forget()
  unwrap(await desk.send('deny', { knockId, message, promisesCall: true, isUndoable: true }))
  return { visitor, knock, knockId }
}

describe('a denial that can be undone', () => {
  it('is told to every desk at once, and to the visitor when its time is over', async () => {
    const { visitor, knockId } = await denied()
    const denial = { by: { id: 'mine', name: 'Milling' }, message, promisesCall: true, untilMs: clock.now() + undoMs }
    for (const each of [desk, other]) {
      const told = await each.waitFor('knock:changed', ({ knock }) => knock.denial !== null)
      expect(told.knock).toMatchObject({ id: knockId, denial, phase: { kind: 'waiting' } })
    }
    clock.advance(undoMs - 1)
    unwrap(await desk.send('desks:list', null))
    expect(visitor.facts).toEqual([])
    clock.advance(1)
    expect((await visitor.waitFor('knock:changed')).phase).toMatchObject({ kind: 'denied', message })
    const ended = await other.waitFor('knock:ended')
    expect(ended).toMatchObject({ knockId, end: { kind: 'denied', by: { id: 'mine' }, message } })
    const { visits } = unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 1 }))
    expect(visits[0]?.followUp).toMatchObject({ kind: 'open', reason: 'call-promised' })
  })

  it('is undone by any desk, and the visitor has never heard of it', async () => {
    const { visitor, knockId } = await denied()
    unwrap(await other.send('undo-deny', { knockId }))
    unwrap(await other.send('undo-deny', { knockId }))
    clock.advance(10 * undoMs)
    unwrap(await desk.send('desks:list', null))
    expect(findKnock(desk, knockId)).toMatchObject({ denial: null, phase: { kind: 'waiting' } })
    expect(visitor.facts).toEqual([])
  })

  it('is over, too late to undo', async () => {
    const { knockId } = await denied()
    clock.advance(undoMs)
    expect(await desk.send('undo-deny', { knockId })).toMatchObject({ kind: 'failed', code: 'already-decided' })
  })

  it('gives way to an admission, a hold and a withdrawal, and comes back with none of them', async () => {
    const admitted = await denied()
    unwrap(await other.send('admit', { knockId: admitted.knockId }))
    const held = await denied()
    unwrap(await other.send('hold', { knockId: held.knockId, message: null }))
    const withdrawn = await denied()
    unwrap(await withdrawn.visitor.send('withdraw', null))
    clock.advance(undoMs)
    unwrap(await desk.send('desks:list', null))
    expect(findKnock(desk, held.knockId)).toMatchObject({ denial: null, phase: { kind: 'held' } })
    expect((await admitted.visitor.waitFor('knock:changed')).phase.kind).toBe('admitted')
    const ends = desk.facts.flatMap((fact) => (fact.name === 'knock:ended' ? [fact.payload.end.kind] : []))
    expect(ends).toEqual(['admitted', 'withdrawn'])
  })

  it('is carried out though its desk is gone', async () => {
    const { visitor } = await denied()
    desk.dispose()
    clock.advance(undoMs)
    expect((await visitor.waitFor('knock:changed')).phase).toMatchObject({ kind: 'denied', message })
  })

  it('outlives a restart, with the time that it had', async () => {
    const { visitor, knockId } = await denied()
    await server.dispose()
    clock.advance(undoMs - 1_000)
    server = await startServer({ clock, dataFolder: folder })
    const again = await openDesk(server, { id: 'mine' })
    expect(findKnock(again, knockId)?.denial).toMatchObject({ message, promisesCall: true })
    const back = await openVisitor(server, { token: visitor.token })
    expect((await back.waitFor('welcome')).knock?.phase.kind).toBe('waiting')
    clock.advance(1_000)
    expect((await back.waitFor('knock:changed')).phase).toMatchObject({ kind: 'denied', message })
  })

  it('was told during a restart that took longer', async () => {
    const { visitor } = await denied()
    await server.dispose()
    clock.advance(undoMs)
    server = await startServer({ clock, dataFolder: folder })
    // What is due is done as soon as timers run.
    clock.advance(1)
    const back = await openVisitor(server, { token: visitor.token })
    expect((await back.waitFor('welcome')).knock?.phase).toMatchObject({ kind: 'denied', message })
  })
})
