import { describe, expect, test } from 'vitest'
import { clockDuration } from '../../../src-renderer/face/duration.ts'
import { describeEnd, isInVain } from '../../../src-renderer/visits/outcome.ts'
import { dayName, groupByDay, spanOfDay, spanOfDays } from '../../../src-renderer/visits/visit-days.ts'
import { admitted, otherDesk, sampleVisit } from '../sample-state.ts'

const timeZone = 'America/New_York'
const calendar = { clockOffsetMs: 0, timeZone }
/** In November 2026 by the clock of New York. */
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour + 5, minute)

describe('the log by days', () => {
  test('keeps the order, and begins a day at midnight of this desk’s clock', () => {
    const visits = [at(22, 0, 5), at(21, 23, 55), at(21, 8)].map((startedAtMs, index) =>
      sampleVisit(`v${index}`, admitted, { startedAtMs }),
    )
    const days = groupByDay(visits, calendar)
    expect(days.map((day) => day.visits.map((visit) => visit.id))).toEqual([['v0'], ['v1', 'v2']])
    expect(days.map(({ day, startMs }) => ({ day, startMs }))).toEqual([
      { day: '2026-11-22', startMs: at(22, 0) },
      { day: '2026-11-21', startMs: at(21, 0) },
    ])
    const isServerAhead = { clockOffsetMs: 10 * 60_000, timeZone }
    expect(groupByDay(visits, isServerAhead).map((day) => day.visits.length)).toEqual([3])
    const inTokyo = { clockOffsetMs: 0, timeZone: 'Asia/Tokyo' }
    expect(groupByDay(visits, inTokyo).map((day) => day.visits.length)).toEqual([2, 1])
  })

  test('today and yesterday are called so, across months too', () => {
    expect(['2026-11-01', '2026-10-31', '2026-10-30'].map((day) => dayName(day, '2026-11-01'))).toEqual([
      'today',
      'yesterday',
      'earlier',
    ])
  })
})

describe('one day of the log', () => {
  test('goes from midnight to midnight of this desk, told by the server’s clock', () => {
    expect(spanOfDay('2026-11-22', { clockOffsetMs: 90_000.4, timeZone })).toEqual({
      fromMs: at(22, 0) + 90_000,
      toMs: at(23, 0) + 90_000,
    })
  })

  test('has 25 hours where the clock is set back', () => {
    const { fromMs, toMs } = spanOfDay('2026-11-01', calendar)
    expect((toMs ?? 0) - (fromMs ?? 0)).toBe(25 * 3_600_000)
  })

  test.each(['', 'yesterday', '2026-11', '2026-13-40'])('%j is no day and narrows nothing', (day) => {
    expect(spanOfDay(day, calendar)).toEqual({ fromMs: null, toMs: null })
  })
})

test('a week is from its first midnight to the end of its last day', () => {
  expect(spanOfDays('2026-11-16', '2026-11-22', calendar)).toEqual({ fromMs: at(16, 0), toMs: at(23, 0) })
})

describe('what came of a knock', () => {
  test.each([
    [describeEnd(admitted, { reason: 'visitor-left' }), 'talked', false],
    [describeEnd(admitted, null), 'in-call', false],
    [describeEnd(admitted), 'talked', false],
    [describeEnd({ kind: 'denied', by: otherDesk, message: null }), 'denied', false],
    [describeEnd({ kind: 'withdrawn' }), 'withdrawn', true],
    [describeEnd({ kind: 'withdrawn', wasHeld: true }), 'withdrawn', true],
    [describeEnd({ kind: 'expired', cause: 'visitor-gone' }), 'gone', true],
    [describeEnd({ kind: 'expired', cause: 'unanswered' }), 'unanswered', true],
    [describeEnd({ kind: 'not-knocked' }), 'not-knocked', false],
  ] as const)('%j is %s', (outcome, kind, inVain) => {
    expect([outcome.kind, isInVain(outcome)]).toEqual([kind, inVain])
  })
})

test.each([
  [-1, '0:00'],
  [999, '0:00'],
  [59_999, '0:59'],
  [60_000, '1:00'],
  [3_599_000, '59:59'],
  [3_661_000, '1:01:01'],
])('%i ms is %s', (durationMs, text) => {
  expect(clockDuration(durationMs)).toBe(text)
})
