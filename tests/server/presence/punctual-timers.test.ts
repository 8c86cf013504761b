/** Timers come a moment too soon, and time goes on while one acts: nothing that is due may fall in between. */
import { expect, it } from 'vitest'
import { createEscalations } from '../../../src-server/call-outs/escalations.ts'
import { createRoomPresence } from '../../../src-server/presence/room-presence.ts'
import { defaultRoomRules, type RoomRules } from '../../../src-shared/room-rules.ts'
import type { Presence, PresenceSetting } from '../../../src-shared/room.ts'
import { makeKnock, waitingSince } from '../../desk/desk-data.ts'
import { createFakeClock, createHastyClock } from '../../fakes/fake-clock.ts'

const minuteMs = 60_000
/** A Monday, 17:00 in Japan: the hours end at 17:30. */
const startMs = Date.parse('2026-11-16T17:00+09:00')
const inUse: RoomRules = { ...defaultRoomRules, hours: { ...defaultRoomRules.hours, isUsed: true } }

it.each([
  ['the opening hours', { kind: 'automatic' }, inUse, 'closed'],
  [
    'the end of a meeting',
    { kind: 'manual', presence: 'in-meeting', untilMs: startMs + 30 * minuteMs },
    defaultRoomRules,
    'open',
  ],
] as const)('%s: told within a second', (...[, setting, rules, expected]) => {
  for (const earlyMs of [1, 2, 3, 4, 5]) {
    expect(toldAfterHalfAnHour({ setting, rules, earlyMs }), `timers ${earlyMs} ms too soon`).toBe(expected)
  }
})

function toldAfterHalfAnHour(options: {
  readonly setting: PresenceSetting
  readonly rules: RoomRules
  readonly earlyMs: number
}): Presence | undefined {
  const { earlyMs, ...facts } = options
  const clock = createFakeClock(startMs)
  const told: Presence[] = []
  const presence = createRoomPresence({
    clock: createHastyClock(clock, earlyMs),
    isHoliday: () => false,
    getFacts: () => ({ ...facts, desks: [] }),
    onDue: () => told.push(presence.get().presence),
  })
  presence.plan()
  while (clock.now() < startMs + 30 * minuteMs + 1_000) clock.advance(500)
  presence.dispose()
  return told.at(-1)
}

it('a knock on which nobody acts is called out within a second of its time', () => {
  const clock = createFakeClock(startMs)
  const escalated: number[] = []
  const knock = makeKnock('a', { phase: waitingSince(startMs) })
  const escalations = createEscalations({
    clock: createHastyClock(clock),
    getAfterMs: () => 7_000,
    listKnocks: () => [knock],
    escalate: () => escalated.push(clock.now()),
  })
  while (clock.now() < startMs + 8_000) clock.advance(100)
  expect(escalated).toHaveLength(1)
  escalations.dispose()
})
