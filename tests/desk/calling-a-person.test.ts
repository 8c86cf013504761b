import { describe, expect, it, test } from 'vitest'
import { alertToClear, knockToAlert } from '../../src-desk/alerts/alerts.ts'
import { attention, shouldShowCard } from '../../src-desk/alerts/attention.ts'
import { ringOrder } from '../../src-desk/ring/ring.ts'
import { ownCall, waitingKnocks } from '../../src-desk/core/selectors.ts'
import type { BareFact } from '../../src-desk/core/desk-fact.ts'
import {
  callEnded,
  callStarted,
  coreAfter,
  coreAfterTimes,
  deskAfter,
  followUpsChanged,
  held,
  knocked,
  knockId,
  makeCall,
  makeKnock,
  makeVisit,
  nowMs,
  online,
  otherDesk,
  roomThatIs,
  self,
  timePassed,
  waitingSince,
  withdrawn,
} from './desk-data.ts'

const disconnected: BareFact = { kind: 'disconnected' }
const closed: BareFact = { kind: 'room:changed', payload: { revision: 9, room: roomThatIs('closed') } }
const away: BareFact = { kind: 'room:changed', payload: { revision: 9, room: roomThatIs('away') } }

describe('when a person is called', () => {
  type Case = readonly [
    name: string,
    facts: readonly BareFact[],
    expected: { ring: string; card: boolean; attention: string; urgent: boolean },
  ]
  const cases: readonly Case[] = [
    ['nobody waits', [online()], { ring: 'silence', card: false, attention: 'idle', urgent: false }],
    [
      'somebody practises: as with a visitor, and counted as none',
      [online(), knocked('a', { kind: 'practice' })],
      { ring: 'ring', card: true, attention: 'practice', urgent: true },
    ],
    [
      'a visitor waits beside practice',
      [online(), knocked('a', { kind: 'practice' }), knocked('b')],
      { ring: 'ring', card: true, attention: 'knock', urgent: true },
    ],
    ['a visitor waits', [online(), knocked('a')], { ring: 'ring', card: true, attention: 'knock', urgent: true }],
    [
      'a visitor waits since before the connection',
      [online({ knocks: [makeKnock('a')] })],
      { ring: 'ring', card: true, attention: 'knock', urgent: true },
    ],
    [
      'the only visitor is held',
      [online(), knocked('a', { phase: held })],
      { ring: 'silence', card: false, attention: 'knock', urgent: false },
    ],
    [
      'a held visitor waits again',
      [online(), knocked('a', { phase: held }), knocked('a')],
      { ring: 'ring', card: true, attention: 'knock', urgent: true },
    ],
    [
      'the visitor’s page is away',
      [online(), knocked('a', { visitorLink: 'lost' })],
      { ring: 'silence', card: false, attention: 'knock', urgent: false },
    ],
    [
      'the last visitor went',
      [online(), knocked('a'), withdrawn('a')],
      { ring: 'silence', card: false, attention: 'idle', urgent: false },
    ],
    [
      'one of two visitors went',
      [online(), knocked('a'), knocked('b'), withdrawn('a')],
      { ring: 'ring', card: true, attention: 'knock', urgent: true },
    ],
    [
      'the server is away',
      [online(), knocked('a'), disconnected],
      { ring: 'silence', card: false, attention: 'offline', urgent: false },
    ],
    [
      'the room is closed',
      [online(), closed, knocked('a')],
      { ring: 'silence', card: true, attention: 'knock', urgent: true },
    ],
    [
      'the desk is away',
      [online(), away, knocked('a')],
      { ring: 'ring', card: true, attention: 'knock', urgent: true },
    ],
    [
      'another desk is in a call',
      [online(), callStarted('c', { desk: otherDesk }), knocked('a')],
      { ring: 'ring', card: true, attention: 'knock', urgent: true },
    ],
    [
      'somebody waited already when the call began',
      [online(), knocked('a'), callStarted('c')],
      { ring: 'silence', card: false, attention: 'call', urgent: false },
    ],
    [
      'somebody knocks during the call',
      [online(), callStarted('c'), knocked('a')],
      { ring: 'chime', card: false, attention: 'call', urgent: false },
    ],
    [
      'somebody still waits after the call',
      [online(), callStarted('c'), knocked('a'), callEnded('c')],
      { ring: 'ring', card: true, attention: 'knock', urgent: true },
    ],
  ]
  test.each(cases)('%s', (_name, facts, expected) => {
    const state = coreAfter(facts)
    const { kind, isUrgent } = attention(state)
    expect({ ring: ringOrder(state).kind, card: shouldShowCard(state), attention: kind, urgent: isUrgent }).toEqual(
      expected,
    )
  })
})

describe('the ring', () => {
  it('is as loud and where the settings say', () => {
    const ring = { volume: 0.3, outputDeviceId: 'horn' }
    expect(ringOrder(coreAfter([online(), knocked('a')], { ring }))).toEqual({
      kind: 'ring',
      ...ring,
      alsoOnDefault: false,
      sequence: 1,
    })
  })

  it('can be tested in the middle of anything', () => {
    const started: BareFact = { kind: 'ring-test-started' }
    expect(ringOrder(coreAfter([disconnected, started])).kind).toBe('ring')
    expect(ringOrder(coreAfter([online(), callStarted('c'), started])).kind).toBe('ring')
    expect(ringOrder(coreAfter([started, { kind: 'ring-test-ended' }])).kind).toBe('silence')
  })
})

describe('a ring that goes on', () => {
  const sequence = (facts: Parameters<typeof coreAfterTimes>[0]): number | null => {
    const order = ringOrder(coreAfterTimes(facts))
    return order.kind === 'ring' ? order.sequence : null
  }
  const one: Parameters<typeof coreAfterTimes>[0] = [
    [0, online()],
    [0, knocked('a')],
  ]

  it('says one more for the second and the third of a queue', () => {
    expect(sequence(one)).toBe(1)
    expect(sequence([...one, [4_000, knocked('b')]])).toBe(2)
    expect(sequence([...one, [4_000, knocked('b')], [8_000, knocked('c')]])).toBe(3)
  })

  it('says so at most every four seconds, and then once for all who came', () => {
    const flood = [...one, [100, knocked('b')], [200, knocked('c')], [3_999, timePassed]] as const
    expect(sequence(flood)).toBe(1)
    expect(sequence([...flood, [4_000, timePassed]])).toBe(2)
    expect(sequence([...flood, [4_000, timePassed], [8_000, timePassed]])).toBe(2)
  })

  it('says nothing for whoever has gone meanwhile', () => {
    expect(sequence([...one, [100, knocked('b')], [200, withdrawn('b')], [4_000, timePassed]])).toBe(1)
  })

  it('says so again when a held visitor waits again, but not when a page was away for a moment', () => {
    const two = [...one, [5_000, knocked('b')]] as const
    const phase = waitingSince(nowMs + 20_000)
    expect(sequence([...two, [10_000, knocked('b', { phase: held })], [20_000, knocked('b', { phase })]])).toBe(3)
    expect(sequence([...two, [10_000, knocked('b', { visitorLink: 'lost' })], [20_000, knocked('b')]])).toBe(2)
  })

  it('is not held up by a clock that was set back', () => {
    expect(sequence([...one, [-60_000, knocked('b')]])).toBe(2)
  })
})

describe('the chime', () => {
  type Facts = Parameters<typeof coreAfterTimes>[0]
  const inCall: Facts = [
    [0, online()],
    [0, callStarted('c')],
    [0, knocked('a')],
  ]
  const sequence = (facts: Facts): number | null => {
    const order = ringOrder(coreAfterTimes(facts))
    return order.kind === 'chime' ? order.sequence : null
  }

  it('sounds for a new knock, and then is over', () => {
    expect(sequence(inCall)).toBe(1)
    expect(sequence([...inCall, [4_999, timePassed]])).toBe(1)
    expect(sequence([...inCall, [5_000, timePassed]])).toBeNull()
  })

  it('sounds for the next one, but not within ten seconds', () => {
    expect(sequence([...inCall, [10_000, knocked('b')]])).toBe(2)
    const soon = [...inCall, [1_000, knocked('b')], [6_000, knocked('d')]] as const
    expect(sequence([...soon, [9_999, timePassed]])).toBeNull()
    expect(sequence([...soon, [10_000, timePassed]])).toBe(2)
    expect(sequence([...soon, [10_000, timePassed], [20_000, timePassed]])).toBeNull()
  })

  it('is not held back by the ring from before the call', () => {
    const facts: Facts = [
      [0, online()],
      [0, knocked('z')],
      [500, callStarted('c')],
    ]
    expect(sequence(facts)).toBeNull()
    expect(sequence([...facts, [1_000, knocked('a')]])).toBe(2)
  })

  it('is not repeated when its knock changes', () => {
    expect(sequence([...inCall, [100, knocked('b')]])).toBe(1)
    expect(sequence([...inCall, [100, knocked('a', { visitorLink: 'lost' })], [200, knocked('a')]])).toBeNull()
  })

  it('ends with the last waiting knock', () => {
    expect(sequence([...inCall, [100, withdrawn('a')]])).toBeNull()
  })

  it('does not come back with the next call or the next connection', () => {
    const next = [[200, callStarted('d')] as const]
    expect(sequence([...inCall, [100, callEnded('c')], ...next])).toBeNull()
    const back = online({ calls: [makeCall('c')], knocks: [makeKnock('a')] })
    expect(sequence([...inCall, [100, disconnected], [200, back]])).toBeNull()
  })

  it('sounds for a knock that came while the connection was away', () => {
    const calls = [makeCall('c')]
    const back = online({ calls, knocks: [makeKnock('a')] })
    expect(
      sequence([
        [0, online({ calls })],
        [100, disconnected],
        [200, back],
      ]),
    ).not.toBeNull()
  })

  it('keeps quiet while the room is closed', () => {
    expect(sequence([[0, online({ room: roomThatIs('closed') })], ...inCall.slice(1)])).toBeNull()
  })
})

describe('the attention', () => {
  it('counts visits to be dealt with apart from those who are here', () => {
    const followUps = [makeVisit('x'), makeVisit('y')]
    expect(attention(coreAfter([online({ followUps }), knocked('a')]))).toMatchObject({
      openKnocks: 1,
      openFollowUps: 2,
    })
    expect(attention(coreAfter([online({ followUps }), followUpsChanged([makeVisit('y')])])).openFollowUps).toBe(1)
  })

  it('counts waiting and held knocks', () => {
    expect(attention(coreAfter([online(), knocked('a'), knocked('b', { phase: held })])).openKnocks).toBe(2)
  })
})

describe('alerts', () => {
  const announced = (id: string): BareFact => ({ kind: 'knock-announced', knockId: knockId(id) })

  it('are due for every knock in turn, each once', () => {
    const facts = [online(), knocked('a', { knockedAtMs: 1 }), knocked('b', { knockedAtMs: 2 })]
    expect(knockToAlert(coreAfter(facts))?.id).toBe('a')
    expect(knockToAlert(coreAfter([...facts, announced('a')]))?.id).toBe('b')
    expect(knockToAlert(coreAfter([...facts, announced('a'), announced('b')]))).toBeNull()
  })

  it('are not repeated after a hold or a reconnect', () => {
    const facts = [online(), knocked('a'), announced('a')]
    expect(knockToAlert(coreAfter([...facts, knocked('a', { phase: held }), knocked('a')]))).toBeNull()
    expect(knockToAlert(coreAfter([...facts, disconnected, online({ knocks: [makeKnock('a')] })]))).toBeNull()
  })

  it('wait for the visitor’s page and for the server', () => {
    expect(knockToAlert(coreAfter([online(), knocked('a', { visitorLink: 'lost' })]))).toBeNull()
    expect(knockToAlert(coreAfter([online(), knocked('a'), disconnected]))).toBeNull()
  })

  const endings: readonly (readonly [string, BareFact])[] = [
    ['held', knocked('a', { phase: held })],
    ['withdrawn', withdrawn('a')],
    ['gone from the next snapshot', online()],
    ['of a room that was left', { kind: 'room-chosen', visitorUrl: '', deskId: self.id }],
  ]
  test.each(endings)('are cleared when the knock is %s', (_name, ending) => {
    const facts = [online(), knocked('a'), announced('a')]
    expect(alertToClear(coreAfter(facts))).toBeNull()
    expect(alertToClear(coreAfter([...facts, ending]))).toBe('a')
    expect(alertToClear(coreAfter([...facts, ending, { kind: 'alert-cleared', knockId: knockId('a') }]))).toBeNull()
  })

  it('are cleared again when they appear only after that', () => {
    const late: readonly BareFact[] = [
      online(),
      knocked('a'),
      announced('a'),
      withdrawn('a'),
      { kind: 'alert-cleared', knockId: knockId('a') },
      { kind: 'alert-reported', knockId: knockId('a'), status: { kind: 'shown' } },
    ]
    expect(alertToClear(coreAfter(late))).toBe('a')
  })
})

describe('questions to the visible state', () => {
  it('tell own calls from others', () => {
    const state = deskAfter([online({ calls: [makeCall('c'), makeCall('d', { desk: otherDesk })] })])
    expect(ownCall(state)?.id).toBe('c')
  })

  it('tell waiting from held', () => {
    expect(waitingKnocks(deskAfter([online(), knocked('a', { phase: held }), knocked('b')]))).toEqual([makeKnock('b')])
  })
})
