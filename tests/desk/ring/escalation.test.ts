import { describe, expect, it, test } from 'vitest'
import type { Escalation } from '../../../src-shared/escalation.ts'
import { calm, escalationOf, nextEscalationAtMs } from '../../../src-desk/ring/escalation.ts'
import type { BareFact } from '../../../src-desk/core/desk-fact.ts'
import {
  callStarted,
  coreAfterTimes,
  held,
  knocked,
  makeCall,
  makeKnock,
  makeSnapshot,
  nowMs,
  online,
  otherDesk,
  room,
  roomThatIs,
  self,
  target,
  waitingSince,
  withdrawn,
} from '../desk-data.ts'
import { createDesk } from '../../../src-desk/desk.ts'
import { createFakeDeskPorts } from '../../fakes/fake-desk-ports.ts'
import { createHastyClock } from '../../fakes/fake-clock.ts'
import { startDesk, tell } from '../running-desk.ts'

const disconnected: BareFact = { kind: 'disconnected' }
const rules: Escalation = {
  loudAfterMs: 15_000,
  secondOutputAfterMs: 30_000,
  flashAfterMs: 40_000,
  callOutAfterMs: 60_000,
}
const ruled = { ...room, rules: { ...room.rules, escalation: rules } }
const start = online({ room: ruled })
const withRules = (change: Partial<Escalation>): BareFact =>
  online({
    room: { ...ruled, rules: { ...ruled.rules, escalation: { ...rules, ...change } } },
    knocks: [makeKnock('a')],
  })

type Timed = readonly (readonly [atMs: number, fact: BareFact])[]

describe('how urgent it is', () => {
  type Case = readonly [name: string, facts: Timed, atMs: number, expected: string]
  const waits: Timed = [
    [0, start],
    [0, knocked('a')],
  ]
  const cases: readonly Case[] = [
    ['nobody waits', [[0, start]], 99_000, '-'],
    ['at first', waits, 0, '-'],
    ['right before the first step', waits, 14_999, '-'],
    ['at the first step', waits, 15_000, 'loud'],
    ['right before the second', waits, 29_999, 'loud'],
    ['at the second', waits, 30_000, 'loud second'],
    ['at the third', waits, 40_000, 'loud second flash'],
    ['after an hour', waits, 3_600_000, 'loud second flash'],
    ['a second knock does not start it over', [...waits, [35_000, knocked('b')]], 40_000, 'loud second flash'],
    [
      'the first of two goes: as long as the second has waited',
      [...waits, [20_000, knocked('b', { phase: waitingSince(nowMs + 20_000) })], [41_000, withdrawn('a')]],
      41_000,
      'loud',
    ],
    ['held', [...waits, [20_000, knocked('a', { phase: held })]], 41_000, '-'],
    [
      'waiting again after a hold starts over',
      [
        ...waits,
        [20_000, knocked('a', { phase: held })],
        [140_000, knocked('a', { phase: waitingSince(nowMs + 140_000) })],
      ],
      154_999,
      '-',
    ],
    [
      'and climbs again',
      [
        ...waits,
        [20_000, knocked('a', { phase: held })],
        [140_000, knocked('a', { phase: waitingSince(nowMs + 140_000) })],
      ],
      155_000,
      'loud',
    ],
    ['the visitor’s page is away', [...waits, [1_000, knocked('a', { visitorLink: 'lost' })]], 41_000, '-'],
    [
      'the visitor’s page is back: the wait went on',
      [...waits, [1_000, knocked('a', { visitorLink: 'lost' })], [35_000, knocked('a')]],
      35_000,
      'loud second',
    ],
    ['the server is away', [...waits, [1_000, disconnected]], 41_000, '-'],
    [
      'the server is back: the wait went on',
      [
        ...waits,
        [1_000, disconnected],
        [40_000, online({ room: ruled, knocks: [makeKnock('a')], serverTimeMs: nowMs + 40_000 })],
      ],
      40_000,
      'loud second flash',
    ],
    ['this desk is in a call', [...waits, [1_000, callStarted('c')]], 41_000, '-'],
    [
      'another desk is in a call',
      [...waits, [1_000, callStarted('c', { desk: otherDesk })]],
      41_000,
      'loud second flash',
    ],
    [
      'the room is closed',
      [
        ...waits,
        [
          1_000,
          {
            kind: 'room:changed',
            payload: { revision: 9, room: { ...ruled, presenceNow: roomThatIs('closed').presenceNow } },
          },
        ],
      ],
      41_000,
      '-',
    ],
    [
      'the server’s clock is ahead',
      [
        [0, online({ room: ruled, serverTimeMs: nowMs + 3_600_000 })],
        [0, knocked('a', { phase: waitingSince(nowMs + 3_600_000) })],
      ],
      15_000,
      'loud',
    ],
    [
      'the server’s clock is behind',
      [
        [0, online({ room: ruled, serverTimeMs: nowMs - 3_600_000 })],
        [0, knocked('a', { phase: waitingSince(nowMs - 3_600_000) })],
      ],
      14_999,
      '-',
    ],
    [
      'steps may come in any order',
      [[0, withRules({ loudAfterMs: 50_000, flashAfterMs: 5_000 })]],
      30_000,
      'second flash',
    ],
    ['a step of null is never taken', [[0, withRules({ loudAfterMs: null, flashAfterMs: null })]], 3_600_000, 'second'],
    ['a step of 0 is taken at once', [[0, withRules({ loudAfterMs: 0 })]], 0, 'loud'],
  ]
  test.each(cases)('%s', (...[, facts, atMs, expected]) => {
    const { isLoud, alsoOnDefault, isFlashing } = escalationOf(coreAfterTimes(facts).desk, nowMs + atMs)
    const said = [isLoud && 'loud', alsoOnDefault && 'second', isFlashing && 'flash'].filter(Boolean).join(' ')
    expect(said || '-').toBe(expected)
  })

  it('is calm where no room is known', () => {
    expect(escalationOf(coreAfterTimes([]).desk, nowMs)).toEqual(calm)
  })
})

describe('when that changes next', () => {
  const { desk } = coreAfterTimes([
    [0, start],
    [0, knocked('a')],
  ])
  const boundaries: readonly (readonly [atMs: number, next: number | null])[] = [
    [0, 15_000],
    [14_999, 15_000],
    [15_000, 30_000],
    [39_999, 40_000],
    [40_000, null],
  ]
  test.each(boundaries)('after what it was at %s ms', (atMs, next) => {
    const taken = escalationOf(desk, nowMs + atMs)
    expect(nextEscalationAtMs(desk, taken)).toBe(next === null ? null : nowMs + next)
  })

  it('never, while nobody is called', () => {
    expect(nextEscalationAtMs(coreAfterTimes([[0, start]]).desk, calm)).toBeNull()
    expect(
      nextEscalationAtMs(
        coreAfterTimes([
          [0, start],
          [0, knocked('a', { phase: held })],
        ]).desk,
        calm,
      ),
    ).toBeNull()
  })
})

describe('a desk that nobody answers at', () => {
  const answers: readonly (readonly [string, BareFact])[] = [
    ['withdrawn', withdrawn('a')],
    [
      'admitted by another desk',
      {
        kind: 'knock:ended',
        payload: {
          revision: 20,
          knockId: makeKnock('a').id,
          end: { kind: 'admitted', by: otherDesk, callId: makeCall('c').id },
        },
      },
    ],
    ['held', knocked('a', { phase: held })],
    ['gone from the snapshot', online({ room: ruled })],
    ['in a call with this desk', callStarted('c')],
  ]

  function startWaiting() {
    const world = startDesk({ ring: { volume: 0.5, outputDeviceId: 'horn' } })
    tell(world.ports, {
      kind: 'snapshot',
      payload: makeSnapshot({ room: ruled, serverTimeMs: world.ports.clock.now() }),
    })
    tell(world.ports, knocked('a', { phase: waitingSince(world.ports.clock.now()) }))
    return world
  }

  it('grows louder, then doubles, then flashes, each at its time', () => {
    const { desk, ports } = startWaiting()
    const sound = (): unknown => {
      const { order } = ports.ringer
      return order.kind === 'ring' ? [order.volume, order.alsoOnDefault, ports.flash.isFlashing] : order.kind
    }
    expect(sound()).toEqual([0.5, false, false])
    ports.clock.advance(14_999)
    expect(sound()).toEqual([0.5, false, false])
    ports.clock.advance(1)
    expect(sound()).toEqual([1, false, false])
    ports.clock.advance(15_000)
    expect(sound()).toEqual([1, true, false])
    ports.clock.advance(10_000)
    expect(sound()).toEqual([1, true, true])
    expect(desk.getState().isFlashing).toBe(true)
    expect(ports.flash.changes).toEqual([false, true])
    // Nothing more is to come: no timer is left.
    expect(ports.clock.pending).toBe(0)
  })

  it('takes each step though its timer comes too soon and time goes on meanwhile', () => {
    const ports = createFakeDeskPorts()
    const { clock } = ports
    const desk = createDesk({
      id: self.id,
      defaultName: 'Milling',
      ports: { ...ports, clock: createHastyClock(clock) },
    })
    desk.connect(target)
    tell(ports, { kind: 'snapshot', payload: makeSnapshot({ room: ruled, serverTimeMs: clock.now() }) })
    tell(ports, knocked('a', { phase: waitingSince(clock.now()) }))
    for (let second = 0; second < 41; second += 1) clock.advance(1_000)
    expect(ports.ringer.order).toMatchObject({ kind: 'ring', volume: 1, alsoOnDefault: true })
    expect(ports.flash.isFlashing).toBe(true)
  })

  test.each(answers)('is silent and dark within the fact that it is %s', (_name, answer) => {
    const { ports } = startWaiting()
    ports.clock.advance(45_000)
    expect([ports.ringer.order.kind, ports.flash.isFlashing]).toEqual(['ring', true])
    tell(ports, answer)
    expect(ports.ringer.order.kind === 'ring').toBe(false)
    expect(ports.flash.isFlashing).toBe(false)
  })

  it('is dark after it was disposed of, and no timer is left', () => {
    const { desk, ports } = startWaiting()
    ports.clock.advance(45_000)
    desk.dispose()
    expect([ports.ringer.order.kind, ports.flash.isFlashing, ports.clock.pending]).toEqual(['silence', false, 0])
  })

  it('catches up after the PC slept', () => {
    const { ports } = startWaiting()
    // While it sleeps no timer runs; on waking the next fact tells the time.
    ports.clock.sleep(100_000)
    tell(ports, knocked('b', { phase: waitingSince(ports.clock.now()) }))
    expect(ports.flash.isFlashing).toBe(true)
  })
})
