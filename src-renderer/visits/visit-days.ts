/** Days of the visit log: calendar days by this desk's clock, of visits whose times are by the server's clock. */
import type { Visit, VisitFilter } from '../../src-shared/visit.ts'
import { addDays, toEpochMs, wallTimeAt } from '../../src-shared/wall-time.ts'

/** Visits of one calendar day, which is written as in `<input type="date">`: `2026-11-22`. */
export type VisitDay = { readonly day: string; readonly startMs: number; readonly visits: readonly Visit[] }

/** What turns moments into days; `clockOffsetMs` is the server's clock minus this desk's. */
export type DeskCalendar = { readonly clockOffsetMs: number; readonly timeZone: string }

/** Groups visits by day without changing their order. */
export function groupByDay(visits: readonly Visit[], { clockOffsetMs, timeZone }: DeskCalendar): readonly VisitDay[] {
  const days = new Map<string, readonly Visit[]>()
  for (const visit of visits) {
    const { day } = wallTimeAt(visit.startedAtMs - clockOffsetMs, timeZone)
    days.set(day, [...(days.get(day) ?? []), visit])
  }
  return [...days].map(([day, visits]) => ({ day, startMs: toEpochMs({ day, minuteOfDay: 0 }, timeZone), visits }))
}

/** What to call a day, seen from today. */
export function dayName(day: string, today: string): 'today' | 'yesterday' | 'earlier' {
  if (day === today) return 'today'
  return day === addDays(today, -1) ? 'yesterday' : 'earlier'
}

/** From the start of one day to the end of another, by the server's clock. */
export function spanOfDays(
  from: string,
  to: string,
  { clockOffsetMs, timeZone }: DeskCalendar,
): { readonly fromMs: number; readonly toMs: number } {
  const midnight = (day: string): number =>
    Math.max(0, toEpochMs({ day, minuteOfDay: 0 }, timeZone) + Math.round(clockOffsetMs))
  return { fromMs: midnight(from), toMs: midnight(addDays(to, 1)) }
}

/** The span of one day; no bounds if the text is not a day. */
export function spanOfDay(day: string, calendar: DeskCalendar): Pick<VisitFilter, 'fromMs' | 'toMs'> {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  return isDay ? spanOfDays(day, day, calendar) : { fromMs: null, toMs: null }
}
