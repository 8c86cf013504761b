import { describe, expect, it, test } from 'vitest'
import type { DeskCommand } from '../../src-shared/desk-command.ts'
import type { AlertStatus } from '../../src-shared/desk-state.ts'
import { done, failed, ok } from '../../src-shared/result.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import { anyVisit } from '../../src-shared/visit.ts'
import {
  callId,
  callStarted,
  held,
  knocked,
  knockId,
  makeCall,
  makeKnock,
  makeSignal,
  makeSnapshot,
  online,
  otherDesk,
  self,
  target,
  withdrawn,
} from './desk-data.ts'
import { settled, startDesk as start, tell } from './running-desk.ts'

describe('a desk', () => {
  it('connects under its own name and knows the visitor’s address', () => {
    const { desk, ports } = start({ deskName: 'Grinding' })
    expect(ports.room.connects).toEqual([{ target, self: { id: self.id, name: 'Grinding' } }])
    expect(desk.getState().visitorUrl).toBe('http://127.0.0.1:5050/front-desk')
  })

  it('tells its subscribers of a knock within the fact itself', () => {
    const { desk, ports } = start()
    tell(ports, online())
    const seen: number[] = []
    desk.subscribe(() => seen.push(desk.getState().knocks.length))
    tell(ports, knocked('a'))
    // Once: what only the core's policies remember of it wakes nobody.
    expect(seen).toEqual([1])
  })

  it('tells its subscribers before it rings', () => {
    const { desk, ports } = start()
    tell(ports, online())
    const ringAtFirst: string[] = []
    desk.subscribe(() => ringAtFirst.push(ports.ringer.order.kind))
    tell(ports, knocked('a'))
    expect(ringAtFirst[0]).toBe('silence')
    expect(ports.ringer.order.kind).toBe('ring')
  })

  it('keeps the same state object, and its subscribers asleep, when a fact changes nothing', () => {
    const { desk, ports } = start()
    tell(ports, online({ revision: 50 }))
    const before = desk.getState()
    let calls = 0
    desk.subscribe(() => (calls += 1))
    tell(ports, knocked('a'))
    expect(desk.getState()).toBe(before)
    expect(calls).toBe(0)
  })

  it('passes signals through and lists visits', async () => {
    const { desk, ports } = start()
    const heard: unknown[] = []
    const stop = desk.onSignal((signal) => heard.push(signal))
    ports.room.tellSignal(makeSignal('c'))
    stop()
    ports.room.tellSignal(makeSignal('c'))
    expect(heard).toEqual([makeSignal('c')])
    desk.sendSignal(makeSignal('d'))
    expect(ports.room.sentSignals).toEqual([makeSignal('d')])

    const page = desk.request('visits:list', { ...anyVisit, beforeMs: null, limit: 5 })
    expect(ports.room.lastRequest()).toMatchObject({ name: 'visits:list', payload: { beforeMs: null, limit: 5 } })
    ports.room.lastRequest().answer(ok({ visits: [], hasMore: false }))
    expect(await page).toEqual(ok({ visits: [], hasMore: false }))
  })
})

describe('an admission', () => {
  const admission = (call = makeCall('c')) => [
    {
      kind: 'knock:ended' as const,
      payload: {
        revision: 11,
        knockId: call.knockId,
        end: { kind: 'admitted' as const, by: self, callId: call.id },
        call,
      },
    },
    // Told once more, for clients that look only there; and a presence that stays what it was.
    { kind: 'call:changed' as const, payload: { revision: 11, call } },
    { kind: 'room:changed' as const, payload: { revision: 11, room: makeSnapshot().room } },
  ]

  function startWaiting() {
    const world = start()
    tell(world.ports, online(), knocked(makeCall('c').knockId))
    return world
  }

  it('is one state for whoever looks', () => {
    const { desk, ports } = startWaiting()
    void desk.command({ kind: 'admit', knockId: makeCall('c').knockId })
    const seen: unknown[] = []
    desk.subscribe(() => seen.push([desk.getState().knocks.length, desk.getState().calls.length]))
    tell(ports, ...admission())
    expect(seen).toEqual([[0, 1]])
    expect(desk.getState().recentEnds).toMatchObject([{ end: { kind: 'admitted' } }])
    expect(ports.ringer.order.kind).toBe('silence')
  })

  it('brings the window forward, without a sound', () => {
    const { ports } = startWaiting()
    tell(ports, ...admission())
    expect(ports.ringer.order.kind).toBe('silence')
    expect(ports.face.broughtForward).toBe(1)
  })

  it('of a call that was left here meanwhile does not bring it back', () => {
    const { desk, ports } = startWaiting()
    tell(ports, callStarted('c'))
    void desk.command({ kind: 'hang-up', callId: callId('c') })
    tell(ports, ...admission())
    expect(desk.getState()).toMatchObject({ calls: [], knocks: [] })
  })
})

describe('commands', () => {
  const message = { ja: 'はい', en: 'Yes' }
  const setting = { kind: 'manual', presence: 'away', untilMs: null } as const
  const profile = { company: message, phone: '', greeting: message }
  const requests: readonly (readonly [DeskCommand, { name: string; payload: unknown }])[] = [
    [
      { kind: 'admit', knockId: knockId('a') },
      { name: 'admit', payload: { knockId: 'a' } },
    ],
    [
      { kind: 'hold', knockId: knockId('a'), message },
      { name: 'hold', payload: { knockId: 'a', message } },
    ],
    [
      { kind: 'deny', knockId: knockId('a'), message: null, promisesCall: true },
      { name: 'deny', payload: { knockId: 'a', message: null, promisesCall: true, isUndoable: true } },
    ],
    [
      { kind: 'hang-up', callId: callId('unknown') },
      { name: 'hang-up', payload: { callId: 'unknown' } },
    ],
    [
      { kind: 'set-profile', profile },
      { name: 'profile:set', payload: profile },
    ],
    [
      { kind: 'set-presence', setting },
      { name: 'presence:set', payload: setting },
    ],
    [
      { kind: 'set-rules', rules: defaultRoomRules },
      { name: 'rules:set', payload: defaultRoomRules },
    ],
  ]
  test.each(requests)('$kind asks the server and gives its answer', async (command, request) => {
    const { desk, ports } = start()
    tell(ports, online({ knocks: [makeKnock('a')] }))
    const before = desk.getState()
    const results = [desk.command(command), desk.command(command)]
    expect(ports.room.lastRequest()).toMatchObject(request)
    const [first, second] = ports.room.requests
    first?.answer(command.kind === 'admit' ? ok(makeCall('c')) : done)
    second?.answer(failed('rate-limited', 'Too many.'))
    expect(await results[0]).toEqual(done)
    expect(await results[1]).toEqual(failed('rate-limited', 'Too many.'))
    expect({ ...desk.getState(), alert: before.alert }).toEqual(before)
  })

  it('do not admit a second visitor, nor the same one twice', async () => {
    const { desk, ports } = start()
    tell(ports, online({ knocks: [makeKnock('a')], calls: [makeCall('c')] }))
    expect(await desk.command({ kind: 'admit', knockId: knockId('a') })).toMatchObject({ kind: 'failed', code: 'busy' })
    expect(await desk.command({ kind: 'admit', knockId: knockId('knock-of-c') })).toEqual(done)
    expect(ports.room.requests).toEqual([])
  })

  it('never reject', async () => {
    const { desk, ports } = start()
    ports.room.request = () => Promise.reject(new Error('broken'))
    ports.room.reconnect = () => {
      throw new Error('broken')
    }
    expect(await desk.command({ kind: 'set-presence', setting: { kind: 'automatic' } })).toMatchObject({
      code: 'internal',
    })
    expect(await desk.command({ kind: 'reconnect' })).toMatchObject({ code: 'internal' })
  })

  it('hang up at once, and tell the server when it can be told', async () => {
    const { desk, ports } = start()
    tell(ports, online({ calls: [makeCall('c')] }), { kind: 'disconnected' })
    expect(await desk.command({ kind: 'hang-up', callId: callId('c') })).toEqual(done)
    expect(desk.getState().calls).toEqual([])
    expect(ports.room.requests).toEqual([])
    tell(ports, online({ calls: [makeCall('c')] }))
    expect(desk.getState().calls).toEqual([])
    expect(ports.room.requests).toMatchObject([{ name: 'hang-up', payload: { callId: 'c' } }])
  })

  it('hang up once while there is a connection', async () => {
    const { desk, ports } = start()
    tell(ports, online({ calls: [makeCall('c')] }))
    await desk.command({ kind: 'hang-up', callId: callId('c') })
    expect(ports.room.requests).toMatchObject([{ name: 'hang-up', payload: { callId: 'c' } }])
  })

  it('change settings, which are kept', async () => {
    const { desk, ports } = start()
    expect(ports.settings.saved).toEqual([])
    await desk.command({ kind: 'change-settings', settings: { theme: 'dark' } })
    await desk.command({ kind: 'change-settings', settings: { language: 'ja' } })
    expect(desk.getState().settings).toMatchObject({ theme: 'dark', language: 'ja' })
    expect(ports.settings.saved.at(-1)).toEqual(desk.getState().settings)
    expect(ports.room.connects).toHaveLength(1)
  })

  it('that choose another room come there under the id that it gave, and know their own calls by it', async () => {
    const { desk, ports } = start()
    const elsewhere = { ...target, url: 'https://desk.example.jp', deskId: otherDesk.id }
    // As the app follows its settings: while the fact of their change is dealt with.
    let hasMoved = false
    desk.subscribe(() => {
      if (!hasMoved) desk.connect(elsewhere)
      hasMoved = true
    })
    await desk.command({ kind: 'change-settings', settings: { theme: 'dark' } })
    expect(ports.room.connects.at(-1)).toEqual({ target: elsewhere, self: { ...self, id: otherDesk.id } })
    expect(desk.getState().self).toEqual({ ...self, id: otherDesk.id })
  })

  it('change the name, and connect under the new one', async () => {
    const { desk, ports } = start()
    await desk.command({ kind: 'change-settings', settings: { deskName: 'Grinding' } })
    expect(ports.room.connects.at(-1)).toEqual({ target, self: { id: self.id, name: 'Grinding' } })
    await desk.command({ kind: 'change-settings', settings: { deskName: '' } })
    expect(ports.room.connects.at(-1)?.self.name).toBe('Milling')
  })

  it('test the ring for three seconds', async () => {
    const { desk, ports } = start()
    await desk.command({ kind: 'test-ring' })
    expect(ports.ringer.order.kind).toBe('ring')
    ports.clock.advance(2_000)
    await desk.command({ kind: 'test-ring' })
    ports.clock.advance(2_999)
    expect(ports.ringer.order.kind).toBe('ring')
    ports.clock.advance(1)
    expect(ports.ringer.order.kind).toBe('silence')
  })

  it('leave the ring on when a visitor knocked during the test', async () => {
    const { desk, ports } = start()
    tell(ports, online())
    await desk.command({ kind: 'test-ring' })
    tell(ports, knocked('a'))
    ports.clock.advance(3_000)
    expect(ports.ringer.order.kind).toBe('ring')
  })

  it('test the alert, whose press only shows the window', async () => {
    const { desk, ports } = start()
    ports.alerts.answerWith(() => Promise.resolve({ kind: 'suppressed', reason: 'permission-denied' }))
    await desk.command({ kind: 'test-alert' })
    expect(desk.getState().alert).toEqual({ kind: 'suppressed', reason: 'permission-denied' })
    expect(ports.alerts.cleared).toEqual([])
    const [sample] = ports.alerts.shown
    expect(sample).toMatchObject({ language: 'en', name: 'Sample' })
    if (sample) ports.alerts.press({ kind: 'admit', knockId: sample.knockId })
    expect(ports.face.broughtForward).toBe(1)
    expect(ports.room.requests).toEqual([])
  })

  it('reconnect', async () => {
    const { desk, ports } = start()
    expect(await desk.command({ kind: 'reconnect' })).toEqual(done)
    expect(ports.room.reconnects).toBe(1)
  })
})

describe('reactors', () => {
  it('put every port into its first state', () => {
    const { ports } = start()
    expect(ports.ringer.orders).toEqual([{ kind: 'silence' }])
    expect(ports.card.changes).toEqual([false])
    expect(ports.attention.applied).toEqual([{ kind: 'offline', openKnocks: 0, openFollowUps: 0, isUrgent: false }])
  })

  it('act only when what they follow changes', () => {
    const { ports } = start()
    tell(ports, online(), knocked('a'), knocked('b'), withdrawn('a'), withdrawn('b'))
    expect(ports.ringer.orders.map((order) => order.kind)).toEqual(['silence', 'ring', 'silence'])
    expect(ports.card.changes).toEqual([false, true, false])
    expect(ports.attention.applied.map((attention) => attention.openKnocks)).toEqual([0, 0, 1, 2, 1, 0])
  })

  it('alert of each knock once and clear it when it was answered', async () => {
    const { desk, ports } = start()
    tell(ports, online(), knocked('a'), knocked('b', { name: '', invitedBy: otherDesk }))
    await settled()
    expect(ports.alerts.shown).toEqual([
      { knockId: 'a', name: 'Visitor a', isInvited: false, language: 'en' },
      { knockId: 'b', name: '', isInvited: true, language: 'en' },
    ])
    expect(desk.getState().alert).toEqual({ kind: 'shown' })
    tell(ports, knocked('a', { phase: held }))
    expect(ports.alerts.cleared).toEqual(['a'])
    tell(ports, withdrawn('b'))
    expect(ports.alerts.cleared).toEqual(['a', 'b'])
  })

  it('alert of all who waited before the desk came', () => {
    const { ports } = start()
    tell(ports, online({ knocks: [makeKnock('a'), makeKnock('b'), makeKnock('c')] }))
    expect(ports.alerts.shown.map((alert) => alert.knockId)).toEqual(['a', 'b', 'c'])
  })

  it('alert once when alerts come and go in the same moment', () => {
    const { ports } = start()
    tell(ports, online({ knocks: [makeKnock('a')] }), online({ knocks: [makeKnock('b'), makeKnock('c')] }))
    expect(ports.alerts.shown.map((alert) => alert.knockId)).toEqual(['a', 'b', 'c'])
  })

  it('clear each alert once when many knocks end together', () => {
    const { ports } = start()
    tell(ports, online({ knocks: [makeKnock('a'), makeKnock('b'), makeKnock('c')] }), online())
    expect(ports.alerts.cleared).toEqual(['a', 'b', 'c'])
  })

  it('clear an alert that appears only after its knock went', async () => {
    const { ports } = start()
    const showing = Promise.withResolvers<AlertStatus>()
    ports.alerts.answerWith(() => showing.promise)
    tell(ports, online(), knocked('a'), withdrawn('a'))
    expect(ports.alerts.cleared).toEqual(['a'])
    showing.resolve({ kind: 'shown' })
    await settled()
    expect(ports.alerts.cleared).toEqual(['a', 'a'])
  })

  it('say what became of the alert, also when its adapter throws', async () => {
    const { desk, ports } = start()
    ports.alerts.answerWith(() => {
      throw new Error('no notification centre')
    })
    tell(ports, online(), knocked('a'))
    await settled()
    expect(desk.getState().alert).toEqual({ kind: 'failed', cause: 'no notification centre' })
    expect(ports.ringer.order.kind).toBe('ring')
  })

  it('bring the window forward when a call of this desk starts, once', () => {
    const { ports } = start()
    tell(ports, online(), callStarted('c'), callStarted('c', { visitorLink: 'lost' }))
    expect(ports.face.broughtForward).toBe(1)
  })

  it('show what the ringer says', () => {
    const { desk, ports } = start()
    ports.ringer.report({ kind: 'needs-gesture' })
    expect(desk.getState().ring).toEqual({ kind: 'needs-gesture' })
  })
})

describe('a press on a notice', () => {
  it('admits', async () => {
    const { ports } = start()
    tell(ports, online({ knocks: [makeKnock('a')] }))
    ports.alerts.press({ kind: 'admit', knockId: knockId('a') })
    expect(ports.room.lastRequest()).toMatchObject({ name: 'admit', payload: { knockId: 'a' } })
    ports.room.lastRequest().answer(ok(makeCall('c')))
    await settled()
    expect(ports.face.broughtForward).toBe(0)
  })

  it('denies without a message', () => {
    const { ports } = start()
    ports.alerts.press({ kind: 'deny', knockId: knockId('a') })
    expect(ports.room.lastRequest()).toMatchObject({
      name: 'deny',
      payload: { knockId: 'a', message: null, promisesCall: false },
    })
  })

  it('shows the window when the answer could not be given', async () => {
    const { ports } = start()
    ports.alerts.press({ kind: 'admit', knockId: knockId('a') })
    ports.room.lastRequest().answer(failed('already-decided', 'Another desk was first.'))
    await settled()
    expect(ports.face.broughtForward).toBe(1)
  })

  it('beside the buttons opens and decides nothing', () => {
    const { ports } = start()
    ports.alerts.press({ kind: 'open' })
    expect(ports.face.broughtForward).toBe(1)
    expect(ports.room.requests).toEqual([])
  })
})

describe('faults of others', () => {
  it('are logged and stop neither the other listeners nor the other reactors', () => {
    const { desk, ports } = start()
    tell(ports, online())
    let heard = 0
    desk.subscribe(() => {
      throw new Error('broken listener')
    })
    desk.subscribe(() => (heard += 1))
    ports.ringer.apply = () => {
      throw new Error('broken ringer')
    }
    tell(ports, knocked('a'))
    expect(heard).toBeGreaterThan(0)
    expect(ports.card.isVisible).toBe(true)
    expect(ports.alerts.shown).toHaveLength(1)
    expect(ports.log.messages('error')).toEqual(expect.arrayContaining(['state listener failed', 'ringer failed']))
  })
})

describe('dispose', () => {
  it('silences, hides, clears and ends every port, once', async () => {
    const { desk, ports } = start()
    tell(ports, online(), knocked('a'))
    await desk.command({ kind: 'test-ring' })
    desk.dispose()
    desk.dispose()
    expect(ports.ringer.order.kind).toBe('silence')
    expect(ports.card.isVisible).toBe(false)
    expect(ports.alerts.cleared).toEqual(['a'])
    expect([ports.room.isDisposed, ports.alerts.isDisposed, ports.ringer.isDisposed]).toEqual([true, true, true])
    expect(ports.clock.pending).toBe(0)
  })

  it('ends every subscription', () => {
    const { desk, ports } = start()
    let calls = 0
    desk.subscribe(() => (calls += 1))
    desk.dispose()
    const before = desk.getState()
    tell(ports, { kind: 'snapshot', payload: makeSnapshot({ knocks: [makeKnock('a')] }) })
    ports.ringer.report({ kind: 'ringing' })
    ports.alerts.press({ kind: 'open' })
    expect(desk.getState()).toBe(before)
    expect(calls).toBe(0)
    expect(ports.face.broughtForward).toBe(0)
  })
})
