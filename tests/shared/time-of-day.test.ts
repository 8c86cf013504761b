import { expect, test } from 'vitest'
import { nextTimeOfDay, timeOfDay } from '../../src-shared/time-of-day.ts'

const at = (text: string): number => Date.parse(text)

test.each([
  ['14:30', '2026-11-22T10:00:20+09:00', 'Asia/Tokyo', '2026-11-22T14:30:00+09:00'],
  ['10:00', '2026-11-22T10:00:20+09:00', 'Asia/Tokyo', '2026-11-23T10:00:00+09:00'],
  ['09:59', '2026-11-22T10:00:00+09:00', 'Asia/Tokyo', '2026-11-23T09:59:00+09:00'],
  ['00:00', '2026-11-22T23:59:59+09:00', 'Asia/Tokyo', '2026-11-23T00:00:00+09:00'],
  // The night in which the clock of Berlin goes back from 3 to 2, and the one in which it goes from 2 to 3.
  ['08:00', '2026-10-24T22:00:00+02:00', 'Europe/Berlin', '2026-10-25T08:00:00+01:00'],
  ['08:00', '2026-03-28T22:00:00+01:00', 'Europe/Berlin', '2026-03-29T08:00:00+02:00'],
])('%s after %s in %s is %s', (...[time, now, timeZone, next]) => {
  expect(nextTimeOfDay(time, at(now), timeZone)).toBe(at(next))
})

test.each(['', '14', '2:30', '24:30', '12:60', 'soon'])('%j is no time', (time) => {
  expect(nextTimeOfDay(time, 0, 'Asia/Tokyo')).toBeNull()
})

test.each([
  ['2026-11-22T14:30:00+09:00', 'ja', '14:30'],
  ['2026-11-22T14:30:00+09:00', 'en', '2:30 PM'],
  ['2026-11-24T08:30:00+09:00', 'ja', '11月24日(火) 8:30'],
])('%s is said in %s on 22 November as %s', (time, language, words) => {
  const nowMs = at('2026-11-22T10:00:00+09:00')
  expect(timeOfDay(at(time), { nowMs, locale: language, timeZone: 'Asia/Tokyo' }).replaceAll(/\s/gu, ' ')).toBe(words)
})
