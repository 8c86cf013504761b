import { describe, expect, it } from 'vitest'
import { addDays, toEpochMs, wallTimeAt, weekdayOf } from '../../src-shared/wall-time.ts'

const berlin = 'Europe/Berlin'
const tokyo = 'Asia/Tokyo'

describe('the clock on the wall', () => {
  it.for([
    [tokyo, '2026-11-22T15:00:00Z', '2026-11-23', 1, 0],
    [tokyo, '2026-11-22T14:59:59Z', '2026-11-22', 0, 1439],
    ['Asia/Kolkata', '2026-01-01T00:00:00Z', '2026-01-01', 4, 330],
    [berlin, '2026-03-29T00:59:00Z', '2026-03-29', 0, 119],
    [berlin, '2026-03-29T01:00:00Z', '2026-03-29', 0, 180],
    [berlin, '2026-10-25T00:30:00Z', '2026-10-25', 0, 150],
    [berlin, '2026-10-25T01:30:00Z', '2026-10-25', 0, 150],
    ['America/Los_Angeles', '2026-01-01T07:59:00Z', '2025-12-31', 3, 1439],
  ] as const)('in %s at %s', ([timeZone, at, day, weekday, minuteOfDay]) => {
    expect(wallTimeAt(Date.parse(at), timeZone)).toEqual({ day, weekday, minuteOfDay })
  })

  it.for([
    ['an ordinary morning', tokyo, '2026-11-23', 8 * 60 + 30, '2026-11-22T23:30:00Z'],
    ['the next midnight', tokyo, '2026-12-31', 1440, '2026-12-31T15:00:00Z'],
    ['a morning of summer', berlin, '2026-07-01', 540, '2026-07-01T07:00:00Z'],
    ['a morning of winter', berlin, '2026-12-01', 540, '2026-12-01T08:00:00Z'],
    ['the morning after the clock was set forward', berlin, '2026-03-29', 540, '2026-03-29T07:00:00Z'],
    ['the midnight before it', berlin, '2026-03-29', 0, '2026-03-28T23:00:00Z'],
    ['a time that is left out', berlin, '2026-03-29', 150, '2026-03-29T01:30:00Z'],
    ['a time that comes twice, the first of it', berlin, '2026-10-25', 150, '2026-10-25T00:30:00Z'],
    ['the morning after the clock was set back', berlin, '2026-10-25', 540, '2026-10-25T08:00:00Z'],
    ['a midnight that is left out', 'America/Santiago', '2026-09-06', 0, '2026-09-06T04:00:00Z'],
    ['a day at the other end of the world', 'Pacific/Kiritimati', '2026-01-01', 0, '2025-12-31T10:00:00Z'],
  ] as const)('shows %s', ([, timeZone, day, minuteOfDay, at]) => {
    expect(new Date(toEpochMs({ day, minuteOfDay }, timeZone)).toISOString()).toBe(at.replace('Z', '.000Z'))
  })

  it('agrees with itself every half hour of a year with two changes', () => {
    for (let ms = Date.parse('2026-01-01T00:00:00Z'); ms < Date.parse('2027-01-01T00:00:00Z'); ms += 1_800_000) {
      const back = toEpochMs(wallTimeAt(ms, berlin), berlin)
      // The hour that comes twice is taken as the first.
      expect([0, 3_600_000]).toContain(ms - back)
    }
  })
})

describe('the calendar', () => {
  it('counts days over months, leap days and changes of the clock', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(weekdayOf('2026-11-22')).toBe(0)
  })
})
