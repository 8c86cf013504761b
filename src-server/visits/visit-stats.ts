import type { VisitStats } from '../../src-shared/visit.ts'
import { wallTimeAt } from '../../src-shared/wall-time.ts'
import type { VisitTimes } from './visit-store.ts'

/** Counts visits; the hours are those of `timeZone`. */
export function countVisits(visits: readonly VisitTimes[], timeZone: string): VisitStats {
  const hours = visits.map(({ knockedAtMs }) => Math.floor(wallTimeAt(knockedAtMs, timeZone).minuteOfDay / 60))
  return {
    knocks: visits.length,
    admitted: visits.filter(({ outcome }) => outcome === 'admitted').length,
    knocksByHour: Array.from({ length: 24 }, (_, hour) => hours.filter((one) => one === hour).length),
    medianWaitMs: median(visits.map(({ knockedAtMs, answeredAtMs }) => answeredAtMs - knockedAtMs)),
  }
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? null : Math.round((lower + upper) / 2)
}
