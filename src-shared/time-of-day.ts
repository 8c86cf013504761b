/** Times of day by a clock that may not be this machine's. Moments are epoch ms. */
import { dateFormat } from './date-format.ts'
import { addDays, toEpochMs, wallTimeAt } from './wall-time.ts'

/**
 * The next moment after `nowMs` at which the clock of `timeZone` shows `time`, e.g. `14:30`; null if that is no time.
 * One that the clock leaves out is as much later as the clock is set forward.
 */
export function nextTimeOfDay(time: string, nowMs: number, timeZone: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  if (hours === undefined || minutes === undefined) return null
  const minuteOfDay = Number(hours) * 60 + Number(minutes)
  const { day } = wallTimeAt(nowMs, timeZone)
  const todayMs = toEpochMs({ day, minuteOfDay }, timeZone)
  return todayMs > nowMs ? todayMs : toEpochMs({ day: addDays(day, 1), minuteOfDay }, timeZone)
}

/** E.g. `14:30` by the clock of `timeZone`; with the day, unless that is the day of `nowMs`. */
export function timeOfDay(
  atMs: number,
  { nowMs, timeZone, locale }: { readonly nowMs: number; readonly timeZone: string; readonly locale: string },
): string {
  const day = dateFormat(locale, { dateStyle: 'short', timeZone })
  const isToday = day.format(atMs) === day.format(nowMs)
  return dateFormat(locale, {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    ...(isToday ? {} : { month: 'short', day: 'numeric', weekday: 'short' }),
  }).format(atMs)
}
