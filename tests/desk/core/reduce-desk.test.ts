import * as v from 'valibot'
import { describe, expect, it, test } from 'vitest'
import { LineIdSchema } from '../../../src-shared/call-line.ts'
import { defaultDeskSettings } from '../../../src-shared/desk-settings.ts'
import type { DeskState } from '../../../src-shared/desk-state.ts'
import { reduceCore } from '../../../src-desk/core/core-state.ts'
import type { BareFact } from '../../../src-desk/core/desk-fact.ts'
import {
  callEnded,
  callId,
  callStarted,
  coreAfter,
  deskAfter,
  followUpsChanged,
  held,
  knocked,
  knockId,
  makeCall,
  makeKnock,
  makeSnapshot,
  makeVisit,
  nowMs,
  online,
  otherDesk,
  room,
  roomThatIs,
  self,
  withdrawn,
} from '../desk-data.ts'

const connecting: BareFact = { kind: 'connecting' }
const disconnected: BareFact = { kind: 'disconnected' }

describe('connection', () => {
  const cases: readonly (readonly [string, readonly BareFact[], DeskState['connection']])[] = [
    ['starts connecting', [], { kind: 'connecting' }],
    ['is online with the snapshot, not before', [connecting], { kind: 'connecting' }],
    ['is online with the snapshot', [connecting, online()], { kind: 'online' }],
    [
      'is offline since the first loss',
      [online(), disconnected, disconnected],
      { kind: 'offline', sinceMs: nowMs + 1_000 },
    ],
    ['stays offline while it tries by itself', [disconnected, disconnected], { kind: 'offline', sinceMs: nowMs }],
    ['connects anew when asked to', [disconnected, connecting], { kind: 'connecting' }],
    ['is refused', [connecting, { kind: 'refused', code: 'unauthorised' }], { kind: 'refused', code: 'unauthorised' }],
    ['knows that the server restarts', [online(), { kind: 'restarting' }], { kind: 'online', isStopping: true }],
    [
      'is offline only for a restart then',
      [online(), { kind: 'restarting' }, disconnected, disconnected],
      { kind: 'offline', sinceMs: nowMs + 2_000, isRestart: true },
    ],
    [
      'has lost the server like any other the next time',
      [online(), { kind: 'restarting' }, disconnected, online(), disconnected],
      { kind: 'offline', sinceMs: nowMs + 4_000 },
    ],
    ['is displaced', [online(), { kind: 'displaced' }], { kind: 'displaced' }],
    ['comes back after being displaced', [{ kind: 'displaced' }, connecting, online()], { kind: 'online' }],
  ]
  test.each(cases)('%s', (_name, facts, expected) => {
    expect(deskAfter(facts).connection).toEqual(expected)
  })
})

describe('room', () => {
  it('is what the snapshot says, and the clocks are compared', () => {
    const state = deskAfter([connecting, online({ serverTimeMs: nowMs + 5_000, desks: [self, otherDesk] })])
    expect(state).toMatchObject({ room, revision: 1, desks: [self, otherDesk], clockOffsetMs: 4_000 })
  })

  it('changes with its facts', () => {
    const closed = roomThatIs('closed')
    const iceServers = [{ urls: ['stun:a.example'] }]
    const state = deskAfter([
      online(),
      { kind: 'room:changed', payload: { revision: 2, room: closed } },
      { kind: 'desks:changed', payload: { revision: 2, desks: [otherDesk] } },
      followUpsChanged([makeVisit('v')]),
      { kind: 'ice-servers:changed', payload: { revision: 2, callId: callId('c'), iceServers } },
    ])
    expect(state).toMatchObject({ room: closed, desks: [otherDesk], followUps: [makeVisit('v')], iceServers })
  })

  it('is forgotten when another one is chosen', () => {
    const state = deskAfter([
      online({ knocks: [makeKnock('a'), makeKnock('b')], calls: [makeCall('c')], followUps: [makeVisit('v')] }),
      withdrawn('a'),
      { kind: 'room-chosen', visitorUrl: 'http://elsewhere/room', deskId: self.id },
    ])
    expect(state).toMatchObject({
      visitorUrl: 'http://elsewhere/room',
      room: null,
      revision: 0,
      knocks: [],
      calls: [],
      recentEnds: [],
      followUps: [],
    })
  })
})

describe('revisions', () => {
  const old: readonly BareFact[] = [
    { kind: 'knock:changed', payload: { revision: 5, knock: makeKnock('late') } },
    { kind: 'knock:ended', payload: { revision: 4, knockId: knockId('a'), end: { kind: 'withdrawn' } } },
    { kind: 'call:changed', payload: { revision: 5, call: makeCall('late') } },
    { kind: 'call:ended', payload: { revision: 1, callId: callId('c'), reason: 'visitor-left' } },
    { kind: 'room:changed', payload: { revision: 5, room: roomThatIs('closed') } },
    { kind: 'desks:changed', payload: { revision: 5, desks: [] } },
    { kind: 'follow-ups:changed', payload: { revision: 5, followUps: [] } },
  ]
  test.each(old)('$kind at or below the snapshot changes nothing', (fact) => {
    const core = coreAfter([online({ revision: 5, knocks: [makeKnock('a')], calls: [makeCall('c')] })])
    expect(reduceCore(core, { ...fact, atMs: nowMs })).toBe(core)
  })

  it('of one decision may be equal', () => {
    const state = deskAfter([
      online({ revision: 5, knocks: [makeKnock('a')] }),
      {
        kind: 'knock:ended',
        payload: { revision: 6, knockId: knockId('a'), end: { kind: 'admitted', by: self, callId: callId('c') } },
      },
      { kind: 'call:changed', payload: { revision: 6, call: makeCall('c') } },
    ])
    expect(state.knocks).toEqual([])
    expect(state.calls).toEqual([makeCall('c')])
  })
})

describe('knocks', () => {
  it('stand oldest first, however they arrive', () => {
    const state = deskAfter([
      online({ knocks: [makeKnock('c', { knockedAtMs: 3 })] }),
      knocked('b', { knockedAtMs: 2 }),
      knocked('a', { knockedAtMs: 1 }),
    ])
    expect(state.knocks.map((knock) => knock.id)).toEqual(['a', 'b', 'c'])
  })

  it('change in place', () => {
    const state = deskAfter([online(), knocked('a'), knocked('b'), knocked('a', { phase: held })])
    expect(state.knocks).toEqual([makeKnock('a', { phase: held }), makeKnock('b')])
  })

  it('leave their end behind, in the server’s time', () => {
    const state = deskAfter([online({ serverTimeMs: nowMs + 500 }), knocked('a'), withdrawn('a')])
    expect(state.knocks).toEqual([])
    expect(state.recentEnds).toEqual([
      { knockId: 'a', name: 'Visitor a', end: { kind: 'withdrawn' }, waitedMs: 2_500, atMs: nowMs + 2_500 },
    ])
  })

  it('leave the last ten ends, newest first', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `k${String(index)}`)
    const state = deskAfter([online(), ...ids.flatMap((id) => [knocked(id), withdrawn(id)])])
    expect(state.recentEnds.map((end) => end.knockId)).toEqual(ids.toReversed().slice(0, 10))
  })

  it('end once', () => {
    expect(deskAfter([online(), knocked('a'), withdrawn('a'), withdrawn('a')]).recentEnds).toHaveLength(1)
  })
})

describe('calls', () => {
  it('come, change and go', () => {
    const lost = deskAfter([online(), callStarted('c'), callStarted('c', { visitorLink: 'lost' })])
    expect(lost.calls).toEqual([makeCall('c', { visitorLink: 'lost' })])
    expect(deskAfter([online(), callStarted('c'), callEnded('c')]).calls).toEqual([])
  })

  it('of this desk say how they ended', () => {
    const state = deskAfter([online(), callStarted('c'), callEnded('c')])
    expect(state.lastCallEnd).toEqual({ callId: 'c', visitorName: 'Visitor c', reason: 'visitor-left' })
  })

  it('of other desks end quietly', () => {
    expect(deskAfter([online(), callStarted('c', { desk: otherDesk }), callEnded('c')]).lastCallEnd).toBeNull()
  })

  it('that ended while this desk was away were lost by it', () => {
    const state = deskAfter([online({ calls: [makeCall('c')] }), disconnected, online()])
    expect(state.lastCallEnd).toMatchObject({ callId: 'c', reason: 'desk-lost' })
  })

  it('of this desk have the lines that both sides wrote, which no other call has', () => {
    const lines = [{ id: v.parse(LineIdSchema, 'l'), from: 'visitor', text: 'Hello', atMs: nowMs }] as const
    const said = (id: string): BareFact => ({
      kind: 'lines:changed',
      payload: { revision: 20, callId: callId(id), lines },
    })
    expect(deskAfter([online(), callStarted('c'), said('c')]).lines).toEqual(lines)
    expect(deskAfter([online(), callStarted('c'), said('d')]).lines).toEqual([])
    expect(deskAfter([online({ calls: [makeCall('c')], lines })]).lines).toEqual(lines)
    expect(deskAfter([online({ calls: [makeCall('c')], lines }), callEnded('c')]).lines).toEqual([])
    const next = [{ kind: 'hung-up', callId: callId('c') }, callStarted('d')] as const
    expect(deskAfter([online({ calls: [makeCall('c')], lines }), ...next]).lines).toEqual([])
  })

  it('leave no word of their end beside the next one', () => {
    const ended = [online(), callStarted('c'), callEnded('c')]
    expect(deskAfter([...ended, callStarted('d')]).lastCallEnd).toBeNull()
    expect(deskAfter([...ended, online({ calls: [makeCall('d')] })]).lastCallEnd).toBeNull()
    expect(deskAfter([...ended, callStarted('d', { desk: otherDesk })]).lastCallEnd).toMatchObject({ callId: 'c' })
  })

  it('that a person left are gone at once', () => {
    const state = deskAfter([online(), callStarted('c'), { kind: 'hung-up', callId: callId('c') }])
    expect(state.calls).toEqual([])
    expect(state.lastCallEnd).toMatchObject({ callId: 'c', reason: 'desk-hung-up' })
  })

  it('that a person left stay gone until the server knows', () => {
    const left: readonly BareFact[] = [
      online({ calls: [makeCall('c')] }),
      disconnected,
      { kind: 'hung-up', callId: callId('c') },
      { kind: 'snapshot', payload: makeSnapshot({ calls: [makeCall('c'), makeCall('d', { desk: otherDesk })] }) },
      callStarted('c', { visitorLink: 'lost' }),
    ]
    expect(coreAfter(left)).toMatchObject({ owedHangUps: ['c'], desk: { calls: [{ id: 'd' }] } })
    expect(coreAfter([...left, callEnded('c')]).owedHangUps).toEqual([])
    expect(coreAfter([...left, online()]).owedHangUps).toEqual([])
  })
})

describe('what this desk reports of itself', () => {
  it('is the ringer’s status and the last alert’s', () => {
    const state = deskAfter([
      { kind: 'ringer-reported', status: { kind: 'other-output' } },
      { kind: 'alert-reported', knockId: null, status: { kind: 'suppressed', reason: 'permission-denied' } },
    ])
    expect(state.ring).toEqual({ kind: 'other-output' })
    expect(state.alert).toEqual({ kind: 'suppressed', reason: 'permission-denied' })
  })

  it('is its settings and its name', () => {
    const settings = { ...defaultDeskSettings, deskName: 'Grinding' }
    const state = deskAfter([{ kind: 'settings-changed', settings, name: 'Grinding' }])
    expect(state.settings).toBe(settings)
    expect(state.self).toEqual({ id: self.id, name: 'Grinding' })
  })
})
