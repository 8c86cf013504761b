/** Days of the visit log: calendar days of this desk's clock, while the server's clock says when a visit was. */
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

/** How a day is called from where one stands. */
export function dayName(day: string, today: string): 'today' | 'yesterday' | 'earlier' {
  if (day === today) return 'today'
  return day === addDays(today, -1) ? 'yesterday' : 'earlier'
}

/** The span of the server's clock from one day to the end of another. */
export function spanOfDays(
  from: string,
  to: string,
  { clockOffsetMs, timeZone }: DeskCalendar,
): { readonly fromMs: number; readonly toMs: number } {
  const midnight = (day: string): number =>
    Math.max(0, toEpochMs({ day, minuteOfDay: 0 }, timeZone) + Math.round(clockOffsetMs))
  return { fromMs: midnight(from), toMs: midnight(addDays(to, 1)) }
}

/** The span of one day; none for what is no day. */
export function spanOfDay(day: string, calendar: DeskCalendar): Pick<VisitFilter, 'fromMs' | 'toMs'> {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  return isDay ? spanOfDays(day, day, calendar) : { fromMs: null, toMs: null }
}
