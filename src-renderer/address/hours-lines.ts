import { dateFormat } from '../../src-shared/date-format.ts'
import type { Language } from '../../src-shared/language.ts'
import type { DaySpan, OpeningHours } from '../../src-shared/opening-hours.ts'

/** Monday first, as a working week is read; the rules begin on Sunday. */
const daysAsRead = [1, 2, 3, 4, 5, 6, 0]

/** The week on paper, e.g. `月–金 8:30–17:30`: days that follow each other with the same hours share a line. */
export function hoursLines(week: OpeningHours['week'], language: Language): readonly string[] {
  const runs: { first: number; last: number; readonly span: DaySpan }[] = []
  for (const [index, day] of daysAsRead.entries()) {
    const span = week[day]
    if (!span) continue
    const run = runs.at(-1)
    if (run && run.last === index - 1 && spanText(run.span) === spanText(span)) run.last = index
    else runs.push({ first: index, last: index, span })
  }
  return runs.map(({ first, last, span }) => {
    const days = first === last ? [first] : [first, last]
    return `${days.map((index) => dayName(index, language)).join('–')} ${spanText(span)}`
  })
}

/** E.g. `8:30–17:30`. */
export function spanText({ fromMinute, toMinute }: DaySpan): string {
  return `${clock(fromMinute)}–${clock(toMinute)}`
}

function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}

function dayName(index: number, language: Language): string {
  // 5 January 1970 was a Monday.
  return dateFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 5 + index))
}
