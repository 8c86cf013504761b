import type { OpeningHours } from '../../src-shared/opening-hours.ts'
import type { Presence, PresenceNow } from '../../src-shared/room.ts'
import { addDays, toEpochMs, wallTimeAt, weekdayOf } from '../../src-shared/wall-time.ts'

/** Whether a calendar day, e.g. `2026-11-03`, is a public holiday. */
export type IsHoliday = (day: string) => boolean

/** How far ahead to look for the next change. */
const daysAhead = 14

/**
 * What the opening hours say at `nowMs`, and until when: *away* until lunch is over, *closed* until the next opening.
 * Null where nothing changes within 14 days. Without hours in use it is *open*.
 */
export function presenceByHours(hours: OpeningHours, nowMs: number, isHoliday: IsHoliday): PresenceNow {
  if (!hours.isUsed) return { presence: 'open', untilMs: null }
  const today = wallTimeAt(nowMs, hours.timeZone).day
  const stretches = Array.from({ length: daysAhead + 1 }, (_, index) => addDays(today, index)).flatMap((day) =>
    isDayOff(day, hours, isHoliday) ? [] : stretchesOf(day, hours),
  )
  const current = stretches.findIndex(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)
  const stretch = stretches[current]
  if (!stretch) {
    return { presence: 'closed', untilMs: stretches.find(({ fromMs }) => fromMs > nowMs)?.fromMs ?? null }
  }
  const endMs = endOfRun(stretches.slice(current))
  const horizonMs = toEpochMs({ day: addDays(today, daysAhead), minuteOfDay: 1440 }, hours.timeZone)
  return { presence: stretch.presence, untilMs: endMs < horizonMs ? endMs : null }
}

type Stretch = { readonly presence: Extract<Presence, 'open' | 'away'>; readonly fromMs: number; readonly toMs: number }

function isDayOff(day: string, hours: OpeningHours, isHoliday: IsHoliday): boolean {
  return hours.daysOff.includes(day) || (hours.closesOnHolidays && isHoliday(day))
}

/** The parts of one day that are not closed, in order. */
function stretchesOf(day: string, { week, lunch, timeZone }: OpeningHours): readonly Stretch[] {
  const span = week[weekdayOf(day)]
  if (!span) return []
  const within = (minute: number): number => Math.min(Math.max(minute, span.fromMinute), span.toMinute)
  const [lunchFrom, lunchTo] = lunch
    ? [within(lunch.fromMinute), within(lunch.toMinute)]
    : [span.toMinute, span.toMinute]
  const at = (minuteOfDay: number): number => toEpochMs({ day, minuteOfDay }, timeZone)
  const stretches: readonly Stretch[] = [
    { presence: 'open', fromMs: at(span.fromMinute), toMs: at(lunchFrom) },
    { presence: 'away', fromMs: at(lunchFrom), toMs: at(lunchTo) },
    { presence: 'open', fromMs: at(lunchTo), toMs: at(span.toMinute) },
  ]
  // A part is empty where the day has none, or where the clock is set forward past it.
  return stretches.filter(({ fromMs, toMs }) => fromMs < toMs)
}

/** Where the first stretch really ends: others of its kind may continue it, even past midnight. */
function endOfRun([first, ...later]: readonly Stretch[]): number {
  let run = first
  for (const next of later) {
    if (!run || next.fromMs !== run.toMs || next.presence !== run.presence) break
    run = next
  }
  return run?.toMs ?? Infinity
}
