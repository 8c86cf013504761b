import { rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InvitationTokenSchema, type InvitationToken } from '../../../src-shared/invitation.ts'
import { anyVisit, type Visit } from '../../../src-shared/visit.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { makeToken, openDesk, openKnock, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const hourMs = 60 * 60_000

let folder: string
let server: RoomServer
let clock: FakeClock
let desk: DeskClient

beforeEach(async () => {
  folder = await makeFolder()
  clock = createFakeClock()
  server = await startServer({ clock, dataFolder: folder })
  desk = await openDesk(server, { id: 'mine', name: 'Milling' })
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** From a knock in vain. */
async function invite(): Promise<InvitationToken> {
  const { visitor, knock } = await openKnock(server)
  unwrap(await visitor.send('withdraw', null))
  const { url, expiresAtMs } = unwrap(await desk.send('invitation:create', { knockId: knock.id, validForMs: hourMs }))
  expect(expiresAtMs).toBe(clock.now() + hourMs)
  const [page, token] = url.split('#invitation=')
  expect(new URL(page ?? '').pathname).toBe(`/${server.room}`)
  return v.parse(InvitationTokenSchema, token)
}

async function list(): Promise<readonly Visit[]> {
  return unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 10 })).visits
}

describe('an invitation', () => {
  it('admits to the desk that made it without a knock, and is in the log', async () => {
    await openDesk(server, { id: 'first' })
    const invitation = await invite()
    desk.forget()
    const visitor = await openVisitor(server)
    const knock = unwrap(await visitor.send('enter', { name: 'Sato', token: visitor.token, invitation }))
    expect(knock).toMatchObject({ name: 'Sato', phase: { kind: 'admitted' } })
    const { call } = await desk.waitFor('call:changed')
    expect(call).toMatchObject({ knockId: knock.id, visitorName: 'Sato', desk: { id: 'mine' } })
    expect(
      desk.facts.filter(({ name }) => name === 'knock:changed'),
      'nothing rings',
    ).toEqual([])
    expect((await list())[0]).toMatchObject({ id: knock.id, end: { kind: 'admitted', by: { id: 'mine' } } })
    unwrap(await visitor.send('leave', null))
    expect((await list())[0]?.call?.reason).toBe('visitor-left')
  })

  it('works once: the same page gets its knock again, any other is refused', async () => {
    const invitation = await invite()
    const visitor = await openVisitor(server)
    const request = { name: 'Sato', token: visitor.token, invitation }
    const knock = unwrap(await visitor.send('enter', request))
    expect(unwrap(await visitor.send('enter', request))).toEqual(knock)
    const back = await openVisitor(server, { token: visitor.token })
    expect((await back.waitFor('welcome')).knock).toEqual(knock)
    expect(unwrap(await back.send('enter', request))).toEqual(knock)
    unwrap(await back.send('leave', null))
    const other = await openVisitor(server)
    expect(await other.send('enter', { ...request, token: makeToken() })).toMatchObject({ code: 'wrong-state' })
    expect(await back.send('enter', { ...request, token: makeToken() })).toMatchObject({ code: 'wrong-state' })
    expect(await list()).toHaveLength(2)
  })

  it('taken by two pages at once lets one in', async () => {
    const invitation = await invite()
    await openDesk(server, { id: 'second' })
    const pages = await Promise.all([openVisitor(server), openVisitor(server), openVisitor(server)])
    const answers = await Promise.all(
      pages.map((page) => page.send('enter', { name: '', token: page.token, invitation })),
    )
    expect(answers.map((answer) => (answer.kind === 'ok' ? 'ok' : answer.code)).toSorted()).toEqual([
      'ok',
      'wrong-state',
      'wrong-state',
    ])
  })

  it('ends at its time, over a restart too', async () => {
    const invitation = await invite()
    await server.dispose()
    server = await startServer({ clock, dataFolder: folder })
    desk = await openDesk(server, { id: 'mine' })
    clock.advance(hourMs - 1)
    const inTime = await invite()
    clock.advance(1)
    const visitor = await openVisitor(server)
    const request = { name: '', token: visitor.token }
    expect(await visitor.send('enter', { ...request, invitation })).toMatchObject({ code: 'not-found' })
    unwrap(await visitor.send('enter', { ...request, invitation: inTime }))
  })

  it('goes to another desk when its own is busy or away, and stays good when none is free', async () => {
    const invitation = await invite()
    const { knock } = await openKnock(server)
    const call = unwrap(await desk.send('admit', { knockId: knock.id }))
    const visitor = await openVisitor(server)
    const request = { name: '', token: visitor.token, invitation }
    expect(await visitor.send('enter', request)).toMatchObject({ code: 'busy' })
    unwrap(await desk.send('hang-up', { callId: call.id }))
    desk.dispose()
    await visitor.waitFor('room:changed', ({ isDeskOnline }) => !isDeskOnline)
    expect(await visitor.send('enter', request)).toMatchObject({ code: 'offline' })
    const other = await openDesk(server, { id: 'other' })
    unwrap(await visitor.send('enter', request))
    expect((await other.waitFor('call:changed')).call.desk.id).toBe('other')
  })

  it('that cannot be used leaves the page free to knock', async () => {
    const invitation = await invite()
    desk.dispose()
    const visitor = await openVisitor(server)
    await visitor.waitFor('welcome')
    await expect
      .poll(async () => (await visitor.send('enter', { name: '', token: visitor.token, invitation })).kind)
      .toBe('failed')
    expect(unwrap(await visitor.send('knock', { name: '', token: visitor.token })).phase.kind).toBe('waiting')
  })

  it('goes with the visitor who is erased, and its token is kept nowhere', async () => {
    const invitation = await invite()
    const visitor = await openVisitor(server)
    expect(unwrap(await desk.send('visits:erase', { visitId: (await list())[0]!.id }))).toEqual({ erased: 1 })
    expect(await visitor.send('enter', { name: '', token: visitor.token, invitation })).toMatchObject({
      code: 'not-found',
    })

    const used = await invite()
    const entered = unwrap(await visitor.send('enter', { name: 'Yamada', token: visitor.token, invitation: used }))
    unwrap(await visitor.send('leave', null))
    expect(unwrap(await desk.send('visits:erase', { visitId: entered.id }))).toEqual({ erased: 1 })
    const again = await openVisitor(server)
    expect(await again.send('enter', { name: '', token: again.token, invitation: used })).toMatchObject({
      code: 'not-found',
    })

    const kept = await invite()
    await server.dispose()
    const closed = new DatabaseSync(path.join(folder, 'konkon.db'), { readOnly: true })
    const rows = JSON.stringify(closed.prepare('SELECT * FROM invitations').all())
    closed.close()
    expect(rows).toContain('mine')
    expect(rows).not.toContain(kept)
  })

  it('is made of a visit only', async () => {
    const { knock } = await openKnock(server)
    expect(await desk.send('invitation:create', { knockId: knock.id, validForMs: hourMs })).toMatchObject({
      code: 'wrong-state',
    })
  })
})
