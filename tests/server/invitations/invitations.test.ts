import { rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KnockId } from '../../../src-shared/ids.ts'
import { InvitationTokenSchema, type InvitationEntry, type InvitationToken } from '../../../src-shared/invitation.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import type { Presence } from '../../../src-shared/room.ts'
import { anyVisit, type Visit } from '../../../src-shared/visit.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openKnock, openVisitor, parseDeskId, unwrap, type DeskClient } from '../../support/room-client.ts'
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

async function listLinks(): Promise<readonly InvitationEntry[]> {
  return unwrap(await desk.send('invitations:list', null))
}

/** Knocks with the link from a page of its own. */
async function comeWith(invitation: InvitationToken, name = 'Sato') {
  const visitor = await openVisitor(server)
  const request = { name, token: visitor.token, invitation }
  return { visitor, request, answer: await visitor.send('enter', request) }
}

async function admit(knockId: KnockId) {
  unwrap(await desk.send('admit', { knockId }))
  return desk.waitFor('call:changed', ({ call }) => call.knockId === knockId)
}

describe('an invitation', () => {
  it.each<{ readonly presence: Presence; readonly isLocked: boolean }>([
    { presence: 'open', isLocked: false },
    { presence: 'open', isLocked: true },
    { presence: 'closed', isLocked: false },
    { presence: 'closed', isLocked: true },
  ])('opens no call by itself: $presence, locked $isLocked', async ({ presence, isLocked }) => {
    const invitation = await invite()
    unwrap(await desk.send('presence:set', { kind: 'manual', presence, untilMs: null }))
    unwrap(await desk.send('desk:locked', isLocked))
    desk.forget()
    const { answer } = await comeWith(invitation)
    expect(unwrap(answer)).toMatchObject({ name: 'Sato', isInvited: true, phase: { kind: 'waiting', place: 1 } })
    const { knock } = await desk.waitFor('knock:changed')
    expect(knock).toMatchObject({ phase: { kind: 'waiting' }, invitedBy: { id: 'mine', name: 'Milling' } })
    expect(desk.facts.filter(({ name }) => name.startsWith('call:'))).toEqual([])
    unwrap(await desk.send('admit', { knockId: knock.id }))
    expect((await desk.waitFor('call:changed')).call.knockId).toBe(knock.id)
  })

  it('calls every desk, marks the line of the log, and is used up by the admission', async () => {
    const other = await openDesk(server, { id: 'other' })
    const invitation = await invite()
    const { visitor, answer } = await comeWith(invitation)
    const knock = unwrap(answer)
    const marked = await other.waitFor('knock:changed', ({ knock: { id } }) => id === knock.id)
    expect(marked.knock.invitedBy?.id).toBe('mine')
    expect(await listLinks()).toMatchObject([{ use: 'waiting' }])
    unwrap(await other.send('admit', { knockId: knock.id }))
    expect(await listLinks()).toMatchObject([{ use: 'used' }])
    unwrap(await visitor.send('leave', null))
    expect((await list())[0]).toMatchObject({
      id: knock.id,
      invitedBy: { id: 'mine', name: 'Milling' },
      end: { kind: 'admitted', by: { id: 'other' } },
    })
    expect((await comeWith(invitation)).answer).toMatchObject({ code: 'wrong-state' })
    expect(await listLinks()).toMatchObject([{ use: 'used' }])
  })

  it('brings the name and company of the visitor that it was made for, unless another name is given', async () => {
    const { visitor, knock } = await openKnock(server, { name: '' })
    const request = { name: 'Sato', company: 'Sato Gears', phone: '03-1234-5678', about: '', when: '' }
    unwrap(await visitor.send('call-back', request))
    unwrap(await visitor.send('withdraw', null))
    const link = { knockId: knock.id, validForMs: hourMs }
    const tokenOf = async () => unwrap(await desk.send('invitation:create', link)).url.split('#invitation=')[1]
    const nameless = await comeWith(v.parse(InvitationTokenSchema, await tokenOf()), '')
    expect(unwrap(nameless.answer).name).toBe('Sato')
    const named = await comeWith(v.parse(InvitationTokenSchema, await tokenOf()), 'Suzuki')
    expect(unwrap(named.answer).name).toBe('Suzuki')
    const { call } = await admit(unwrap(nameless.answer).id)
    expect(call.visitorName).toBe('Sato')
    expect((await list()).filter(({ company }) => company === 'Sato Gears')).toHaveLength(2)
  })

  it('settles what its visitor was owed when the call is answered, not before, and nothing of anybody else', async () => {
    const elsewhere = await openKnock(server, { name: 'Suzuki' })
    unwrap(await elsewhere.visitor.send('withdraw', null))
    const invitation = await invite()
    const inVain = await comeWith(invitation)
    unwrap(await inVain.visitor.send('withdraw', null))
    const owed = async () =>
      (await list())
        .filter(({ followUp }) => followUp.kind === 'open')
        .map(({ name, invitedBy }) => [name, !!invitedBy])
    const before = [
      ['Sato', true],
      ['Sato', false],
      ['Suzuki', false],
    ]
    expect(await owed()).toEqual(before)
    const { id } = unwrap((await comeWith(invitation)).answer)
    expect(await owed()).toEqual(before)
    await admit(id)
    expect(await owed()).toEqual([['Suzuki', false]])
    expect(
      (await desk.waitFor('follow-ups:changed', ({ followUps }) => followUps.length === 1)).followUps,
    ).toMatchObject([{ name: 'Suzuki' }])
  })

  it.each(['withdraw', 'deny', 'expire'] as const)('stays good when its knock ends by %s', async (how) => {
    const invitation = await invite()
    const { visitor, answer } = await comeWith(invitation)
    const { id: knockId } = unwrap(answer)
    if (how === 'withdraw') unwrap(await visitor.send('withdraw', null))
    if (how === 'deny') unwrap(await desk.send('deny', { knockId, message: null, promisesCall: false }))
    if (how === 'expire') {
      visitor.dispose()
      await desk.waitFor('knock:changed', ({ knock }) => knock.id === knockId && knock.visitorLink === 'lost')
      clock.advance(90_000)
      await desk.waitFor('knock:ended', (ended) => ended.knockId === knockId)
    }
    expect((await list())[0], 'in the log, marked').toMatchObject({ id: knockId, invitedBy: { id: 'mine' } })
    expect(unwrap((await comeWith(invitation)).answer).isInvited).toBe(true)
  })

  it('belongs to one page at a time: the same gets its knock again, another is refused', async () => {
    const invitation = await invite()
    const { visitor, request, answer } = await comeWith(invitation)
    const knock = unwrap(answer)
    expect(unwrap(await visitor.send('enter', request))).toEqual(knock)
    const back = await openVisitor(server, { token: visitor.token, invitation })
    expect(await back.waitFor('welcome')).toMatchObject({ knock, invitation: { kind: 'good' } })
    expect(unwrap(await back.send('enter', request))).toEqual(knock)
    const second = await openVisitor(server, { invitation })
    expect((await second.waitFor('welcome')).invitation).toEqual({ kind: 'used' })
    expect((await comeWith(invitation)).answer).toMatchObject({ code: 'wrong-state' })
    unwrap(await second.send('knock', { name: '', token: second.token }))
  })

  it('taken by several pages at once marks one knock', async () => {
    const invitation = await invite()
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

  it('ends at its time, over a restart too, and says so on opening', async () => {
    const invitation = await invite()
    await server.dispose()
    server = await startServer({ clock, dataFolder: folder })
    desk = await openDesk(server, { id: 'mine' })
    clock.advance(hourMs - 1)
    const inTime = await invite()
    const early = await openVisitor(server, { invitation: inTime })
    expect((await early.waitFor('welcome')).invitation).toEqual({ kind: 'good', expiresAtMs: clock.now() + hourMs })
    clock.advance(1)
    const visitor = await openVisitor(server, { invitation })
    expect((await visitor.waitFor('welcome')).invitation).toEqual({ kind: 'gone' })
    const request = { name: '', token: visitor.token }
    expect(await visitor.send('enter', { ...request, invitation })).toMatchObject({ code: 'not-found' })
    expect((await listLinks()).map(({ expiresAtMs }) => expiresAtMs)).toEqual([clock.now() - 1 + hourMs])
    unwrap(await visitor.send('enter', { ...request, invitation: inTime }))
  })

  it('that marks a knock lets it wait for a desk that is busy or away', async () => {
    const invitation = await invite()
    const { knock } = await openKnock(server)
    unwrap(await desk.send('admit', { knockId: knock.id }))
    const { visitor, answer } = await comeWith(invitation)
    expect(unwrap(answer).phase.kind).toBe('waiting')
    desk.dispose()
    await visitor.waitFor('room:changed', ({ isDeskOnline }) => !isDeskOnline)
    const back = await openDesk(server, { id: 'other' })
    const snapshot = await back.waitFor('snapshot')
    expect(snapshot.knocks).toMatchObject([{ id: unwrap(answer).id, invitedBy: { id: 'mine' } }])
  })

  it('goes with the visitor who is erased, and its token is kept nowhere', async () => {
    const invitation = await invite()
    expect(unwrap(await desk.send('visits:erase', { visitId: (await list())[0]!.id }))).toEqual({ erased: 1 })
    expect((await comeWith(invitation)).answer).toMatchObject({ code: 'not-found' })

    const used = await invite()
    const { visitor, answer } = await comeWith(used, 'Yamada')
    const { id: knockId } = unwrap(answer)
    unwrap(await desk.send('admit', { knockId }))
    unwrap(await visitor.send('leave', null))
    expect(unwrap(await desk.send('visits:erase', { visitId: knockId }))).toEqual({ erased: 1 })
    expect((await comeWith(used)).answer).toMatchObject({ code: 'not-found' })

    const kept = await invite()
    await server.dispose()
    const closed = new DatabaseSync(path.join(folder, 'konkon.db'), { readOnly: true })
    const rows = JSON.stringify(closed.prepare('SELECT * FROM invitations').all())
    closed.close()
    expect(rows).toContain('mine')
    expect(rows).not.toContain(kept)
  })

  it('promises no more time than the visit has that it was made from', async () => {
    const { visitor, knock } = await openKnock(server)
    unwrap(await visitor.send('withdraw', null))
    unwrap(await desk.send('rules:set', { ...defaultRoomRules, retentionDays: 1 }))
    clock.advance(20 * hourMs)
    const wanted = { knockId: knock.id, validForMs: 7 * 24 * hourMs }
    const { expiresAtMs } = unwrap(await desk.send('invitation:create', wanted))
    expect(expiresAtMs).toBe(knock.knockedAtMs + 24 * hourMs)
    clock.advance(4 * hourMs)
    expect(await desk.send('invitation:create', wanted)).toMatchObject({ code: 'not-found' })
  })

  it('is made of a visit only', async () => {
    const { knock } = await openKnock(server)
    expect(await desk.send('invitation:create', { knockId: knock.id, validForMs: hourMs })).toMatchObject({
      code: 'wrong-state',
    })
  })
})

describe('the links that desks have given', () => {
  it('are listed by whom, for whom and until when, without their secret', async () => {
    const invitation = await invite()
    const links = await listLinks()
    expect(links).toMatchObject([
      { name: 'Sato', by: { id: 'mine', name: 'Milling' }, expiresAtMs: clock.now() + hourMs, use: 'unused' },
    ])
    expect(JSON.stringify(links)).not.toContain(invitation)
  })

  it('can be taken back by any desk; a knock that came with one stays', async () => {
    const invitation = await invite()
    const other = await openDesk(server, { id: 'other' })
    const { answer } = await comeWith(invitation)
    const { id: invitationId } = (await listLinks())[0]!
    unwrap(await other.send('invitations:revoke', { invitationId }))
    expect(await listLinks()).toEqual([])
    expect(await other.send('invitations:revoke', { invitationId })).toMatchObject({ code: 'not-found' })
    expect((await comeWith(invitation)).answer).toMatchObject({ code: 'not-found' })
    const page = await openVisitor(server, { invitation })
    expect((await page.waitFor('welcome')).invitation).toEqual({ kind: 'gone' })
    unwrap(await desk.send('admit', { knockId: unwrap(answer).id }))
  })

  it('are told at once to the pages that came with one, when it is taken back', async () => {
    const invitation = await invite()
    const [waiting, atTheDoor] = [await openVisitor(server), await openVisitor(server, { invitation })]
    const { id } = unwrap(await waiting.send('enter', { name: 'Sato', token: waiting.token, invitation }))
    const withAnother = await openVisitor(server, { invitation: await invite() })
    for (const page of [waiting, atTheDoor, withAnother]) page.forget()
    const links = await listLinks()
    unwrap(await desk.send('invitations:revoke', { invitationId: links.find(({ use }) => use === 'waiting')!.id }))
    expect(await waiting.waitFor('welcome')).toMatchObject({
      invitation: { kind: 'gone' },
      knock: { id, phase: { kind: 'waiting' } },
    })
    expect(await atTheDoor.waitFor('welcome')).toMatchObject({ invitation: { kind: 'gone' }, knock: null })
    unwrap(await desk.send('invitations:revoke', { invitationId: links.find(({ use }) => use === 'unused')!.id }))
    // The first word that this page hears of it, and the only one.
    expect(await withAnother.waitFor('welcome')).toMatchObject({ invitation: { kind: 'gone' } })
    expect(withAnother.facts.filter(({ name }) => name === 'welcome')).toHaveLength(1)
    expect(waiting.facts.filter(({ name }) => name === 'welcome')).toHaveLength(1)
  })

  it.each<[string, (visitId: KnockId) => Promise<unknown>]>([
    ['desk is revoked', () => desk.send('desks:revoke', { deskId: parseDeskId('tablet') })],
    ['visit is erased', (visitId) => desk.send('visits:erase', { visitId })],
  ])('are told as gone to a page too when their %s', async (_what, end) => {
    const tablet = await openDesk(server, { id: 'tablet', name: 'Tablet' })
    const { visitor, knock } = await openKnock(server)
    unwrap(await visitor.send('withdraw', null))
    const { url } = unwrap(await tablet.send('invitation:create', { knockId: knock.id, validForMs: hourMs }))
    const page = await openVisitor(server, { invitation: v.parse(InvitationTokenSchema, url.split('#invitation=')[1]) })
    page.forget()
    await end(knock.id)
    expect((await page.waitFor('welcome')).invitation).toEqual({ kind: 'gone' })
  })

  it('die with the desk that made them', async () => {
    const kept = await invite()
    const tablet = await openDesk(server, { id: 'tablet', name: 'Tablet' })
    const { visitor, knock } = await openKnock(server)
    unwrap(await visitor.send('withdraw', null))
    const { url } = unwrap(await tablet.send('invitation:create', { knockId: knock.id, validForMs: hourMs }))
    const invitation = v.parse(InvitationTokenSchema, url.split('#invitation=')[1])
    unwrap(await desk.send('desks:revoke', { deskId: parseDeskId('tablet') }))
    expect((await comeWith(invitation)).answer).toMatchObject({ code: 'not-found' })
    expect(await listLinks()).toMatchObject([{ by: { id: 'mine' } }])
    unwrap((await comeWith(kept)).answer)
  })
})
