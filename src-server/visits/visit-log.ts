import type { KnockId, RoomAddress } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import { limits } from '../../src-shared/limits.ts'
import {
  anyVisit,
  type Visit,
  type VisitExport,
  type VisitFilter,
  type VisitPage,
  type VisitQuery,
  type VisitStats,
} from '../../src-shared/visit.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { KnockRecord } from '../knocks/knock-machine.ts'
import { toVisit } from '../knocks/knock-views.ts'
import { toVisitExport } from './visit-export.ts'
import { countVisits } from './visit-stats.ts'
import type { VisitStore } from './visit-store.ts'
import { dayMs } from '../../src-shared/duration.ts'

export type VisitLogDeps = {
  readonly room: RoomAddress
  readonly store: VisitStore
  readonly clock: Clock
  /** Of the room's clock, and after how many days visits are forgotten. */
  readonly getRules: () => { readonly timeZone: string; readonly retentionDays: number }
}

/** What is kept of the visits of one room. */
export type VisitLog = {
  readonly list: (query: VisitQuery) => VisitPage
  /** Those that still have to be dealt with, newest first; at most `limits.followUpsShown`. */
  readonly listFollowUps: () => readonly Visit[]
  readonly export: (wanted: { readonly filter: VisitFilter; readonly language: Language }) => VisitExport
  readonly countUp: (span: { readonly fromMs: number; readonly toMs: number }) => VisitStats
  /** All that is over of this visit's visitor; returns how many visits went. */
  readonly erase: (id: KnockId) => number
  /** Forgets what is older than the rules keep; returns how many visits went. */
  readonly sweep: () => number
}

export function createVisitLog({ room, store, clock, getRules }: VisitLogDeps): VisitLog {
  return {
    list,
    listFollowUps: () =>
      list({ ...anyVisit, onlyOpenFollowUps: true, beforeMs: null, limit: limits.followUpsShown }).visits,
    export({ filter, language }) {
      return toVisitExport(listAll(filter), { language, timeZone: getRules().timeZone, nowMs: clock.now() })
    },
    countUp: (span) => countVisits(store.listTimes(room, span), getRules().timeZone),
    erase: (id) => store.erase(room, id),
    sweep() {
      const nowMs = clock.now()
      return store.sweep(room, { nowMs, beforeMs: nowMs - getRules().retentionDays * dayMs })
    },
  }

  function list(query: VisitQuery): VisitPage {
    const records = store.list(room, query)
    return { visits: toVisits(records.slice(0, query.limit)), hasMore: records.length > query.limit }
  }

  /** Newest first. */
  function listAll(filter: VisitFilter): readonly Visit[] {
    return toVisits(store.list(room, { ...filter, beforeMs: null, limit: Number.MAX_SAFE_INTEGER - 1 }))
  }
}

function toVisits(records: readonly KnockRecord[]): readonly Visit[] {
  return records.map(toVisit).filter((visit) => visit !== null)
}

/** Whether the list of what has to be dealt with is another one after this change. */
export function changesFollowUps(before: KnockRecord | null, after: KnockRecord): boolean {
  return isToFollowUp(before) || isToFollowUp(after)
}

function isToFollowUp(record: KnockRecord | null): boolean {
  return record !== null && toVisit(record)?.followUp.kind === 'open'
}
