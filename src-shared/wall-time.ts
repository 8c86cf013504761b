import { dayMs } from './duration.ts'
/** Days and times of day by the clock of a time zone. All that a zone does to them, Intl tells. */

/** A moment as the clock on the wall shows it. */
export type WallTime = {
  /** As in ISO 8601, e.g. `2026-12-29`. */
  readonly day: string
  /** 0 is Sunday. */
  readonly weekday: number
  readonly minuteOfDay: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

export function wallTimeAt(epochMs: number, timeZone: string): WallTime {
  const wall = new Date(wallMs(epochMs, timeZone))
  return {
    day: wall.toISOString().slice(0, 10),
    weekday: wall.getUTCDay(),
    minuteOfDay: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  }
}

/** The day `count` days later in the calendar, which knows no zones. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10)
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay()
}

/**
 * When the clock on the wall shows this minute of this day; 1440 is the next midnight. Of a time that comes twice it is
 * the first; one that is left out is as much later as the clock is set forward, like RFC 5545 does it.
 */
export function toEpochMs(at: { readonly day: string; readonly minuteOfDay: number }, timeZone: string): number {
  const wall = Date.parse(at.day) + at.minuteOfDay * 60_000
  const candidates = [wall - dayMs, wall + dayMs].map((near) => wall - (wallMs(near, timeZone) - near))
  const fitting = candidates.filter((candidate) => wallMs(candidate, timeZone) === wall)
  return fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates)
}

/** The wall's reading as if it were UTC, so that a `Date` can take it apart. */
function wallMs(epochMs: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  const milliseconds = ((epochMs % 1000) + 1000) % 1000
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) + milliseconds
  )
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}
