import type { Language } from '../../src-shared/language.ts'

/**
 * When something will be, by the clock of `timeZone`: *14:30* on the day of `nowMs`, else with the day. Both times are
 * epoch ms.
 */
export function timeOfDay(
  atMs: number,
  { nowMs, timeZone, language }: { readonly nowMs: number; readonly timeZone: string; readonly language: Language },
): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short' })
  const isToday = day.format(atMs) === day.format(nowMs)
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isToday ? {} : { month: language === 'ja' ? 'long' : 'short', day: 'numeric', weekday: 'short' }),
  }).format(atMs)
}
