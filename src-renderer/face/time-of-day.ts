import { dateFormat } from '../../src-shared/date-format.ts'
import { dayMs } from '../../src-shared/duration.ts'
/** Times of day by a clock that may not be this machine's. */
/**
 * The next moment (epoch ms, after `nowMs`) at which the clock of `timeZone` shows `time`, e.g. `14:30`; null if it is
 * none.
 */
export function nextTimeOfDay(time: string, nowMs: number, timeZone: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time) ?? []
  if (hours === undefined || minutes === undefined) return null
  const wanted = Number(hours) * 60 + Number(minutes)
  const thisMinuteMs = Math.floor(nowMs / 60_000) * 60_000
  const passed = minuteOfDay(thisMinuteMs, timeZone)
  const atMs = thisMinuteMs + (wanted > passed ? wanted - passed : wanted - passed + 24 * 60) * 60_000
  // A clock that is put forward or back in between shows another time by then.
  const off = wanted - minuteOfDay(atMs, timeZone)
  const corrected = atMs + (((off + 36 * 60) % (24 * 60)) - 12 * 60) * 60_000
  return corrected > nowMs ? corrected : corrected + dayMs
}

/** E.g. `14:30` by the clock of `timeZone`; with the day, unless that is the day of `nowMs`. */
export function timeOfDay(
  atMs: number,
  { nowMs, language, timeZone }: { readonly nowMs: number; readonly language: string; readonly timeZone: string },
): string {
  const day = dateFormat(language, { dateStyle: 'short', timeZone })
  const isToday = day.format(atMs) === day.format(nowMs)
  const time: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone }
  const options: Intl.DateTimeFormatOptions = isToday
    ? time
    : { ...time, weekday: 'short', month: 'numeric', day: 'numeric' }
  return dateFormat(language, options).format(atMs)
}

function minuteOfDay(atMs: number, timeZone: string): number {
  const parts = dateFormat('en', { hour: 'numeric', minute: 'numeric', hourCycle: 'h23', timeZone }).formatToParts(atMs)
  const part = (type: 'hour' | 'minute'): number => Number(parts.find((one) => one.type === type)?.value ?? 0)
  return part('hour') * 60 + part('minute')
}
