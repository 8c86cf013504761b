import { describe, expect, it } from 'vitest'
import { isJapaneseHoliday } from '../../../src-server/presence/holidays.ts'
import { presenceByHours } from '../../../src-server/presence/presence-by-hours.ts'
import { defaultOpeningHours, type OpeningHours } from '../../../src-shared/opening-hours.ts'

const tokyo: OpeningHours = { ...defaultOpeningHours, isUsed: true }
const berlin: OpeningHours = { ...tokyo, timeZone: 'Europe/Berlin', closesOnHolidays: false }
const everyDay = (span: OpeningHours['week'][number]): OpeningHours['week'] => Array.from({ length: 7 }, () => span)
const aroundTheClock: OpeningHours = {
  ...tokyo,
  week: everyDay({ fromMinute: 0, toMinute: 1440 }),
  lunch: null,
  closesOnHolidays: false,
}
const evenings: OpeningHours = { ...aroundTheClock, week: everyDay({ fromMinute: 18 * 60, toMinute: 1440 }) }
const nights: OpeningHours = { ...berlin, week: everyDay({ fromMinute: 120, toMinute: 180 }), lunch: null }

/** Monday is 2026-11-16; 2026-11-23 is a Monday and Labour Thanksgiving Day. */
const table: readonly (readonly [string, OpeningHours, string, string, string | null])[] = [
  ['hours that are not used', defaultOpeningHours, '2026-11-22T12:00+09:00', 'open', null],
  ['a moment before opening', tokyo, '2026-11-16T08:29:59.999+09:00', 'closed', '2026-11-16T08:30+09:00'],
  ['opening', tokyo, '2026-11-16T08:30+09:00', 'open', '2026-11-16T12:00+09:00'],
  ['a moment before lunch', tokyo, '2026-11-16T11:59:59.999+09:00', 'open', '2026-11-16T12:00+09:00'],
  ['lunch', tokyo, '2026-11-16T12:00+09:00', 'away', '2026-11-16T13:00+09:00'],
  ['after lunch', tokyo, '2026-11-16T13:00+09:00', 'open', '2026-11-16T17:30+09:00'],
  ['closing', tokyo, '2026-11-16T17:30+09:00', 'closed', '2026-11-17T08:30+09:00'],
  ['the night', tokyo, '2026-11-17T03:00+09:00', 'closed', '2026-11-17T08:30+09:00'],
  ['midnight', tokyo, '2026-11-17T00:00+09:00', 'closed', '2026-11-17T08:30+09:00'],
  ['Friday evening before a long weekend', tokyo, '2026-11-20T18:00+09:00', 'closed', '2026-11-24T08:30+09:00'],
  ['a public holiday', tokyo, '2026-11-23T10:00+09:00', 'closed', '2026-11-24T08:30+09:00'],
  [
    'a public holiday that does not matter',
    { ...tokyo, closesOnHolidays: false },
    '2026-11-23T10:00+09:00',
    'open',
    '2026-11-23T12:00+09:00',
  ],
  ['a substitute holiday', tokyo, '2027-03-22T10:00+09:00', 'closed', '2027-03-23T08:30+09:00'],
  ['a day off', { ...tokyo, daysOff: ['2026-11-18'] }, '2026-11-18T10:00+09:00', 'closed', '2026-11-19T08:30+09:00'],
  [
    'a day off after closing the day before',
    { ...tokyo, daysOff: ['2026-11-18'] },
    '2026-11-17T20:00+09:00',
    'closed',
    '2026-11-19T08:30+09:00',
  ],
  ['no lunch', { ...tokyo, lunch: null }, '2026-11-16T12:30+09:00', 'open', '2026-11-16T17:30+09:00'],
  [
    'lunch that outlasts the day',
    { ...tokyo, lunch: { fromMinute: 1020, toMinute: 1080 } },
    '2026-11-16T17:10+09:00',
    'away',
    '2026-11-16T17:30+09:00',
  ],
  [
    'lunch before opening',
    { ...tokyo, lunch: { fromMinute: 480, toMinute: 540 } },
    '2026-11-16T08:30+09:00',
    'away',
    '2026-11-16T09:00+09:00',
  ],
  ['lunch on a closed day', tokyo, '2026-11-22T12:30+09:00', 'closed', '2026-11-24T08:30+09:00'],
  ['an evening until midnight', evenings, '2026-11-16T23:59:59.999+09:00', 'open', '2026-11-17T00:00+09:00'],
  ['midnight after it', evenings, '2026-11-17T00:00+09:00', 'closed', '2026-11-17T18:00+09:00'],
  ['a door that never closes', aroundTheClock, '2026-11-16T23:59+09:00', 'open', null],
  [
    'a door that closes on one day',
    { ...aroundTheClock, daysOff: ['2026-11-19'] },
    '2026-11-16T12:00+09:00',
    'open',
    '2026-11-19T00:00+09:00',
  ],
  ['a door that never opens', { ...tokyo, week: everyDay(null) }, '2026-11-16T12:00+09:00', 'closed', null],
  ['the same moment elsewhere', berlin, '2026-11-16T08:30+09:00', 'closed', '2026-11-16T08:30+01:00'],
  [
    'the weekend in which the clock is set forward',
    berlin,
    '2026-03-27T18:00+01:00',
    'closed',
    '2026-03-30T08:30+02:00',
  ],
  ['the weekend in which it is set back', berlin, '2026-10-23T18:00+02:00', 'closed', '2026-10-26T08:30+01:00'],
  ['an hour that is left out', nights, '2026-03-29T01:59:59+01:00', 'closed', '2026-03-30T02:00+02:00'],
  ['an hour that comes twice, the first time', nights, '2026-10-25T02:59+02:00', 'open', '2026-10-25T03:00+01:00'],
  ['an hour that comes twice, the second time', nights, '2026-10-25T02:30+01:00', 'open', '2026-10-25T03:00+01:00'],
]

describe('presence by the opening hours', () => {
  it.for(table)('%s', ([, hours, at, presence, until]) => {
    const now = presenceByHours(hours, Date.parse(at), isJapaneseHoliday)
    const untilMs = until === null ? null : Date.parse(until)
    expect({ ...now, until: now.untilMs && new Date(now.untilMs) }).toEqual({
      presence,
      untilMs,
      until: untilMs && new Date(untilMs),
    })
  })

  it.for([tokyo, berlin, nights, evenings])('stays what it is until the very moment it told', (hours) => {
    const startMs = Date.parse('2026-03-20T00:00Z')
    for (let ms = startMs; ms < startMs + 20 * 86_400_000; ms += 7_777_777) {
      const now = presenceByHours(hours, ms, isJapaneseHoliday)
      if (now.untilMs === null) throw new Error('All of these change within 14 days.')
      expect(now.untilMs).toBeGreaterThan(ms)
      expect(presenceByHours(hours, now.untilMs - 1, isJapaneseHoliday)).toEqual(now)
      expect(presenceByHours(hours, now.untilMs, isJapaneseHoliday).presence).not.toBe(now.presence)
    }
  })
})
