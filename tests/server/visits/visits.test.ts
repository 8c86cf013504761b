import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { anyVisit, type Visit, type VisitFilter } from '../../../src-shared/visit.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { filesOf } from '../../support/files-of.ts'
import { openDesk, openKnock, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const dayMs = 24 * 60 * 60_000
const request = { name: '田中', company: '田中精機', phone: '03-1234-5678', about: '見積り', when: '午後' }

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

async function list(filter: Partial<VisitFilter> = {}): Promise<readonly Visit[]> {
  return unwrap(await desk.send('visits:list', { ...anyVisit, ...filter, beforeMs: null, limit: 200 })).visits
}

async function names(filter: Partial<VisitFilter>): Promise<readonly string[]> {
  return (await list(filter)).map(({ name }) => name)
}

/** A knock of a page that then withdraws. */
async function knockInVain(name: string): Promise<Visit> {
  const { visitor, knock } = await openKnock(server, { name })
  clock.advance(1_000)
  unwrap(await visitor.send('withdraw', null))
  visitor.dispose()
  return (await list()).find(({ id }) => id === knock.id)!
}

describe('a visit to follow up', () => {
  it('is every knock in vain, on every desk at once', async () => {
    const other = await openDesk(server, { id: 'other' })
    const withdrawn = await knockInVain('withdrawn')
    expect((await other.waitFor('follow-ups:changed')).followUps).toEqual([withdrawn])
    expect(withdrawn.followUp).toEqual({ kind: 'open', reason: 'missed', request: null })
    const unanswered = await openKnock(server, { name: 'unanswered' })
    clock.advance(defaultPolicy.unansweredMs)
    const gone = await openKnock(server, { name: 'gone' })
    gone.visitor.breakConnection()
    await desk.waitFor('knock:changed', ({ knock }) => knock.visitorLink === 'lost')
    clock.advance(defaultPolicy.knockGraceMs)
    const { followUps } = await other.waitFor('follow-ups:changed', ({ followUps }) => followUps.length === 3)
    expect(followUps.map(({ id }) => id)).toEqual([gone.knock.id, unanswered.knock.id, withdrawn.id])
    expect((await (await openDesk(server)).waitFor('snapshot')).followUps).toEqual(followUps)
  })

  it('is a promise to phone, but no other denial and no admission', async () => {
    const denied = await openKnock(server, { name: 'denied' })
    unwrap(await desk.send('deny', { knockId: denied.knock.id, message: null, promisesCall: false }))
    const admitted = await openKnock(server, { name: 'admitted' })
    unwrap(await desk.send('admit', { knockId: admitted.knock.id }))
    const promised = await openKnock(server, { name: 'promised' })
    unwrap(await desk.send('deny', { knockId: promised.knock.id, message: null, promisesCall: true }))
    const { followUps } = await desk.waitFor('follow-ups:changed')
    expect(followUps.map(({ name, followUp }) => [name, followUp])).toEqual([
      ['promised', { kind: 'open', reason: 'call-promised', request: null }],
    ])
  })

  it('is open until a desk marks it done, with a note, and can be reopened', async () => {
    const other = await openDesk(server, { id: 'other' })
    const { id } = await knockInVain('Sato')
    clock.advance(5_000)
    unwrap(await desk.send('follow-up:done', { visitId: id, note: '電話しました' }))
    unwrap(await desk.send('follow-up:done', { visitId: id, note: '電話しました' }))
    await other.waitFor('follow-ups:changed', ({ followUps }) => followUps.length === 0)
    const done = { reason: 'missed', request: null, by: { id: 'mine', name: 'Milling' }, atMs: clock.now() }
    expect((await list())[0]?.followUp).toEqual({ kind: 'done', ...done, note: '電話しました' })
    other.forget()
    unwrap(await other.send('follow-up:reopen', { visitId: id }))
    expect((await other.waitFor('follow-ups:changed')).followUps.map((visit) => visit.id)).toEqual([id])
  })

  it('cannot be settled while the visitor waits, or where nothing was asked', async () => {
    const { knock } = await openKnock(server)
    expect(await desk.send('follow-up:done', { visitId: knock.id, note: '' })).toMatchObject({ code: 'wrong-state' })
    unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
    expect(await desk.send('follow-up:done', { visitId: knock.id, note: '' })).toMatchObject({ code: 'wrong-state' })
  })
})

describe('a call-back request', () => {
  it('during a knock is to be followed up when it went in vain, and settled by an admission', async () => {
    const one = await openKnock(server, { name: '' })
    unwrap(await one.visitor.send('call-back', request))
    const told = await desk.waitFor('knock:changed', ({ knock }) => knock.callBack !== null)
    expect(told.knock).toMatchObject({ id: one.knock.id, name: '田中', callBack: request })
    expect(await list()).toEqual([])
    unwrap(await one.visitor.send('withdraw', null))
    const { followUps } = await desk.waitFor('follow-ups:changed')
    expect(followUps[0]).toMatchObject({
      name: '田中',
      company: '田中精機',
      end: { kind: 'withdrawn' },
      followUp: { kind: 'open', reason: 'call-back-requested', request },
    })
    const two = await openKnock(server, { name: 'Suzuki' })
    unwrap(await two.visitor.send('call-back', request))
    unwrap(await desk.send('admit', { knockId: two.knock.id }))
    expect((await list())[0]).toMatchObject({ name: 'Suzuki', followUp: { kind: 'done', request, note: '' } })
  })

  it('is asked for where a denial promises it and nobody knows the number', async () => {
    const unknown = await openKnock(server, { name: 'Sato' })
    const known = await openKnock(server, { name: 'Suzuki' })
    unwrap(await known.visitor.send('call-back', request))
    const plain = await openKnock(server, { name: 'Ito' })
    for (const [{ visitor, knock }, promisesCall, asksForNumber] of [
      [unknown, true, true],
      [known, true, false],
      [plain, false, false],
    ] as const) {
      unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall }))
      const { phase } = await visitor.waitFor('knock:changed', (changed) => changed.phase.kind === 'denied')
      expect(phase).toEqual({ kind: 'denied', message: null, asksForNumber })
    }
    unwrap(await unknown.visitor.send('call-back', request))
    const reloaded = await openVisitor(server, { token: unknown.visitor.token })
    expect((await reloaded.waitFor('welcome')).knock?.phase).toMatchObject({ asksForNumber: false })
  })

  it('after a knock has ended replaces the one before', async () => {
    const { visitor, knock } = await openKnock(server, { name: 'Sato' })
    unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
    unwrap(await visitor.send('call-back', request))
    const again = { ...request, phone: '090-0000-0000' }
    unwrap(await visitor.send('call-back', again))
    unwrap(await visitor.send('call-back', again))
    const visits = await list()
    expect(visits).toHaveLength(1)
    expect(visits[0]?.followUp).toEqual({ kind: 'open', reason: 'call-back-requested', request: again })
    expect(desk.facts.filter((fact) => fact.name === 'follow-ups:changed')).toHaveLength(2)
  })

  it('without any knock is a visit of its own, once, also over a reconnect', async () => {
    const visitor = await openVisitor(server)
    unwrap(await visitor.send('call-back', request))
    visitor.breakConnection()
    await visitor.reconnect()
    unwrap(await visitor.send('call-back', request))
    clock.advance(10_000)
    visitor.dispose()
    const { followUps } = await desk.waitFor('follow-ups:changed', ({ followUps }) =>
      followUps.some(({ startedAtMs, endedAtMs }) => endedAtMs > startedAtMs),
    )
    expect(followUps.map(({ name, end, followUp }) => [name, end.kind, followUp.kind])).toEqual([
      ['田中', 'not-knocked', 'open'],
    ])
    expect(await list()).toHaveLength(1)
  })

  it('of two people at one address are two', async () => {
    const first = await openVisitor(server)
    unwrap(await first.send('call-back', request))
    const second = await openVisitor(server)
    unwrap(await second.send('call-back', { ...request, name: '山田', phone: '090-0000-0000' }))
    expect((await names({})).toSorted()).toEqual(['山田', '田中'].toSorted())
  })

  it('is refused when there are too many', async () => {
    const visitor = await openVisitor(server)
    const answers = []
    for (let index = 0; index < 11; index += 1) answers.push(await visitor.send('call-back', request))
    expect(answers.map(({ kind }) => kind)).toEqual([...Array.from({ length: 10 }, () => 'ok'), 'failed'])
    expect(answers.at(-1)).toMatchObject({ code: 'rate-limited' })
  })
})

describe('a page opened without a knock', () => {
  it('is in the log when it stayed for a moment, and asks for nothing', async () => {
    const openedAtMs = clock.now()
    const visitor = await openVisitor(server)
    clock.advance(3_000)
    visitor.dispose()
    await expect.poll(() => list()).toHaveLength(1)
    expect((await list())[0]).toMatchObject({
      name: '',
      startedAtMs: openedAtMs,
      endedAtMs: openedAtMs + 3_000,
      end: { kind: 'not-knocked' },
      call: null,
      followUp: { kind: 'none' },
    })
  })

  it('is not in the log when it was only glanced at, had knocked, or the server itself went', async () => {
    const glance = await openVisitor(server)
    clock.advance(2_999)
    glance.dispose()
    const { visitor } = await openKnock(server, { name: 'knocked' })
    unwrap(await visitor.send('withdraw', null))
    clock.advance(60_000)
    visitor.dispose()
    await openVisitor(server)
    clock.advance(60_000)
    await server.dispose()
    server = await startServer({ clock, dataFolder: folder })
    desk = await openDesk(server, { id: 'mine' })
    expect(await names({})).toEqual(['knocked'])
  })

  it('is one visit, however often its connection breaks', async () => {
    const visitor = await openVisitor(server)
    for (let index = 1; index <= 3; index += 1) {
      clock.advance(10_000)
      visitor.breakConnection()
      await expect.poll(async () => (await list())[0]?.endedAtMs).toBe(clock.now())
      await visitor.reconnect()
    }
    expect(await list()).toHaveLength(1)
  })
})

describe('looking for visits', () => {
  it('finds text in name, company, phone and note, whatever its width, and takes no wildcards', async () => {
    const { visitor, knock } = await openKnock(server, { name: 'ＳＡＴＯ 100%' })
    unwrap(await visitor.send('call-back', request))
    unwrap(await visitor.send('withdraw', null))
    unwrap(await desk.send('follow-up:done', { visitId: knock.id, note: 'カタログを送る' }))
    await knockInVain('Suzuki')
    for (const text of ['sato', '100%', '田中精機', '03-1234', '031234', '(03) 1234', 'ｶﾀﾛｸﾞ', '送る']) {
      expect(await names({ text }), text).toEqual(['ＳＡＴＯ 100%'])
    }
    for (const text of ['%', '_', '\\', "' OR 1=1 --", '099']) {
      expect(await names({ text }), text).toEqual(text === '%' ? ['ＳＡＴＯ 100%'] : [])
    }
  })

  it('narrows by outcome, by time and to what is open', async () => {
    const startMs = clock.now()
    const missed = await knockInVain('missed')
    const { knock } = await openKnock(server, { name: 'denied' })
    unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
    const gone = await openKnock(server, { name: 'gone' })
    gone.visitor.breakConnection()
    await desk.waitFor('knock:changed', ({ knock }) => knock.visitorLink === 'lost')
    clock.advance(defaultPolicy.knockGraceMs)
    expect(await names({ outcomes: ['denied', 'page-closed'] })).toEqual(['gone', 'denied'])
    expect(await names({ outcomes: ['expired'] })).toEqual([])
    expect(await names({ onlyOpenFollowUps: true })).toEqual(['gone', 'missed'])
    expect(await names({ fromMs: missed.startedAtMs + 1 })).toEqual(['gone', 'denied'])
    expect(await names({ toMs: missed.startedAtMs + 1 })).toEqual(['missed'])
    expect(await names({ toMs: startMs })).toEqual([])
  })

  it('counts knocks by the hour of the room, who was admitted, and the median wait', async () => {
    const span = { fromMs: clock.now(), toMs: clock.now() + dayMs }
    const empty = unwrap(await desk.send('visits:stats', span))
    expect(empty).toEqual({
      knocks: 0,
      admitted: 0,
      knocksByHour: Array.from({ length: 24 }, () => 0),
      medianWaitMs: null,
    })
    for (const waitMs of [10_000, 30_000, 20_000]) {
      const { knock } = await openKnock(server)
      clock.advance(waitMs)
      const call = unwrap(await desk.send('admit', { knockId: knock.id }))
      unwrap(await desk.send('hang-up', { callId: call.id }))
    }
    clock.advance(2 * 60 * 60_000)
    await knockInVain('late')
    const visitor = await openVisitor(server)
    unwrap(await visitor.send('call-back', request))
    const stats = unwrap(await desk.send('visits:stats', span))
    const hour = Number(
      new Date(span.fromMs).toLocaleString('en', { timeZone: 'Asia/Tokyo', hour: 'numeric', hourCycle: 'h23' }),
    )
    expect(stats).toMatchObject({ knocks: 4, admitted: 3, medianWaitMs: 15_000 })
    expect([stats.knocksByHour[hour], stats.knocksByHour[(hour + 2) % 24]]).toEqual([3, 1])
    expect(stats.knocksByHour.reduce((sum, count) => sum + count)).toBe(4)
  })
})

describe('forgetting', () => {
  it('erases a visitor by name and company, by phone, and the visit itself; open knocks stay', async () => {
    const phone = await openKnock(server, { name: 'other name' })
    unwrap(await phone.visitor.send('call-back', { ...request, phone: '03 1234 5678' }))
    unwrap(await phone.visitor.send('withdraw', null))
    const same = await openKnock(server, { name: '田中' })
    unwrap(await same.visitor.send('call-back', { ...request, phone: '090-0000-0000' }))
    unwrap(await same.visitor.send('withdraw', null))
    const asked = await openKnock(server, { name: '' })
    unwrap(await asked.visitor.send('call-back', request))
    unwrap(await asked.visitor.send('withdraw', null))
    await knockInVain('田中')
    await knockInVain('')
    const open = await openKnock(server, { name: '田中' })
    unwrap(await open.visitor.send('call-back', request))
    desk.forget()
    expect(unwrap(await desk.send('visits:erase', { visitId: asked.knock.id }))).toEqual({ erased: 3 })
    expect((await desk.waitFor('follow-ups:changed')).followUps).toHaveLength(2)
    expect((await list()).map(({ name, company }) => [name, company])).toEqual([
      ['', ''],
      ['田中', ''],
    ])
    expect(await desk.send('visits:erase', { visitId: open.knock.id })).toMatchObject({ code: 'wrong-state' })
    expect((await (await openDesk(server)).waitFor('snapshot')).knocks.map(({ id }) => id)).toEqual([open.knock.id])
    expect(unwrap(await desk.send('visits:erase', { visitId: asked.knock.id }))).toEqual({ erased: 0 })
    const nameless = (await list())[0]!
    expect(unwrap(await desk.send('visits:erase', { visitId: nameless.id }))).toEqual({ erased: 1 })
  })

  it('leaves nothing of the visitor in the files', async () => {
    const name = '消去される田中'
    await knockInVain(name)
    const isInFiles = async (): Promise<boolean> => (await filesOf(folder)).includes(name)
    expect(await isInFiles()).toBe(true)
    const visit = (await list()).find((each) => each.name === name)!
    expect(unwrap(await desk.send('visits:erase', { visitId: visit.id }))).toEqual({ erased: 1 })
    expect(await isInFiles()).toBe(false)
  })

  it('of old visits happens every day and at the start, after as many days as the rules say', async () => {
    unwrap(await desk.send('rules:set', { ...defaultRoomRules, retentionDays: 2 }))
    await knockInVain('old')
    clock.advance(dayMs)
    await knockInVain('newer')
    expect(await names({})).toEqual(['newer', 'old'])
    clock.advance(2 * dayMs)
    expect(await names({})).toEqual(['newer'])
    expect(
      (await desk.waitFor('follow-ups:changed', ({ followUps }) => followUps.length === 1)).followUps,
    ).toHaveLength(1)
    await server.dispose()
    clock.advance(2 * dayMs)
    server = await startServer({ clock, dataFolder: folder })
    desk = await openDesk(server, { id: 'mine' })
    expect(await names({})).toEqual([])
  })
})
