import { describe, expect, test } from 'vitest'
import { clockDuration } from '../../../src-renderer/face/duration.ts'
import { describeEnd, isInVain } from '../../../src-renderer/visits/outcome.ts'
import { dayKey, dayName, daysFrom, groupByDay, spanOfDay } from '../../../src-renderer/visits/visit-days.ts'
import { admitted, otherDesk, sampleVisit } from '../sample-state.ts'

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime()

describe('the log by days', () => {
  test('keeps the order, and begins a day at midnight of this desk’s clock', () => {
    const visits = [at(22, 0, 5), at(21, 23, 55), at(21, 8)].map((startedAtMs, index) =>
      sampleVisit(`v${index}`, admitted, { startedAtMs }),
    )
    expect(groupByDay(visits, 0).map((day) => day.visits.map((visit) => visit.id))).toEqual([['v0'], ['v1', 'v2']])
    expect(groupByDay(visits, 10 * 60_000).map((day) => day.visits.length)).toEqual([3])
  })

  test('today and yesterday are called so, across months too', () => {
    const now = new Date(2026, 10, 1, 9).getTime()
    const start = (month: number, day: number): number => new Date(2026, month, day).getTime()
    expect([dayName(start(10, 1), now), dayName(start(9, 31), now), dayName(start(9, 30), now)]).toEqual([
      'today',
      'yesterday',
      'earlier',
    ])
  })
})

describe('one day of the log', () => {
  test('goes from midnight to midnight of this desk, told by the server’s clock', () => {
    expect(spanOfDay('2026-11-22', 90_000.4)).toEqual({ fromMs: at(22, 0) + 90_000, toMs: at(23, 0) + 90_000 })
  })

  test.each(['', 'yesterday', '2026-11'])('%j is no day and narrows nothing', (key) => {
    expect(spanOfDay(key, 0)).toEqual({ fromMs: null, toMs: null })
  })

  test('is paged across the ends of months and years', () => {
    expect(dayKey(daysFrom(new Date(2026, 0, 1, 9).getTime(), -1))).toBe('2025-12-31')
    expect(dayKey(daysFrom(new Date(2026, 10, 30, 23, 59).getTime(), 1))).toBe('2026-12-01')
  })
})

describe('what came of a knock', () => {
  test.each([
    [describeEnd(admitted, { reason: 'visitor-left' }), 'talked', false],
    [describeEnd(admitted, null), 'in-call', false],
    [describeEnd(admitted), 'talked', false],
    [describeEnd({ kind: 'denied', by: otherDesk, message: null }), 'denied', false],
    [describeEnd({ kind: 'withdrawn' }), 'withdrawn', true],
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
