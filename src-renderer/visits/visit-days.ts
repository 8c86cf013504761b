import type { Visit, VisitFilter } from '../../src-shared/visit.ts'

/** Visits of one calendar day of this desk's clock. */
export type VisitDay = { readonly key: string; readonly startMs: number; readonly visits: readonly Visit[] }

/** Groups visits by day without changing their order; `clockOffsetMs` is the server's clock minus this desk's. */
export function groupByDay(visits: readonly Visit[], clockOffsetMs: number): readonly VisitDay[] {
  const days = new Map<string, { startMs: number; visits: Visit[] }>()
  for (const visit of visits) {
    const day = startOfDay(visit.startedAtMs - clockOffsetMs)
    const key = dayKey(day)
    const known = days.get(key)
    if (known) known.visits.push(visit)
    else days.set(key, { startMs: day.getTime(), visits: [visit] })
  }
  return [...days].map(([key, { startMs, visits }]) => ({ key, startMs, visits }))
}

/** How a day is called from where one stands. */
export function dayName(startMs: number, nowMs: number): 'today' | 'yesterday' | 'earlier' {
  const key = dayKey(new Date(startMs))
  if (key === dayKey(startOfDay(nowMs))) return 'today'
  return key === dayKey(daysFrom(nowMs, -1)) ? 'yesterday' : 'earlier'
}

/** As `<input type="date">` writes the day in which a moment of this desk's clock lies: `2026-11-22`. */
export function dayKey(day: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** Midnight by this desk's clock, some days after (or before) the day in which `atMs` lies. */
export function daysFrom(atMs: number, days: number): Date {
  const at = new Date(atMs)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days)
}

/** The span of the server's clock that is this desk's day `key`; none for what is no day. */
export function spanOfDay(key: string, clockOffsetMs: number): Pick<VisitFilter, 'fromMs' | 'toMs'> {
  const [, year, month, day] = /^(\d{4,})-(\d{2})-(\d{2})$/.exec(key) ?? []
  if (!year || !month || !day) return { fromMs: null, toMs: null }
  const midnight = (later: number): number =>
    Math.max(0, new Date(Number(year), Number(month) - 1, Number(day) + later).getTime() + Math.round(clockOffsetMs))
  return { fromMs: midnight(0), toMs: midnight(1) }
}

function startOfDay(atMs: number): Date {
  return daysFrom(atMs, 0)
}
