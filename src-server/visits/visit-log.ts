import { dayMs } from '../../src-shared/duration.ts'
import type { KnockId } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import { limits } from '../../src-shared/limits.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import {
  type Visit,
  type VisitExport,
  type VisitFilter,
  type VisitPage,
  type VisitQuery,
  type VisitStats,
} from '../../src-shared/visit.ts'
import type { OldCopies } from '../database/old-copies.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import { toVisit } from '../knocks/knock-views.ts'
import type { Log } from '../log.ts'
import { toVisitExport } from './visit-export.ts'
import { countVisits } from './visit-stats.ts'
import type { ServerClock } from '../time/server-clock.ts'
import type { VisitStore } from './visit-store.ts'

/** Long enough to notice that one has to go back. */
const copiesKeptDays = 30

export type VisitLogDeps = {
  readonly store: VisitStore
  readonly clock: Pick<ServerClock, 'now' | 'settledNow' | 'setTimer'>
  /** The room's time zone, and after how many days visits are forgotten. */
  readonly getRules: () => { readonly timeZone: string; readonly retentionDays: number }
  readonly findKnock: (id: KnockId) => KnockRecord | null
  /** Called with the new list. */
  readonly onFollowUpsChanged: (followUps: readonly Visit[]) => void
  /** The visits of a visitor of this name were erased, and with them the invitations made from them. */
  readonly onErased: (visitorName: string) => void
  /** Of the whole database; they hold visits too. */
  readonly copies: OldCopies
  readonly log: Log
}

/** One room's visits. Those that are too old are forgotten once a day, by a time that is more than one clock's word. */
export type VisitLog = {
  readonly list: (query: VisitQuery) => VisitPage
  /** Those that still have to be dealt with, newest first; at most `limits.followUpsShown`, fairly among networks. */
  readonly listFollowUps: () => readonly Visit[]
  readonly export: (wanted: { readonly filter: VisitFilter; readonly language: Language }) => VisitExport
  readonly countUp: (span: { readonly fromMs: number; readonly toMs: number }) => VisitStats
  /** Erases all finished visits of this visit's visitor. `wrong-state` while the visitor is here. */
  readonly eraseVisitor: (id: KnockId) => Result<{ readonly erased: number }>
  /** Call for every change of a knock. */
  readonly follow: (before: KnockRecord | null, after: KnockRecord) => void
  readonly dispose: () => void
}

export function createVisitLog(deps: VisitLogDeps): VisitLog {
  const { store, clock, getRules, log } = deps
  let cancelTimer: Unsubscribe = () => undefined
  forgetOld()
  return {
    list,
    listFollowUps,
    export({ filter, language }) {
      const visits = list({ ...filter, beforeMs: null, limit: Number.MAX_SAFE_INTEGER - 1 }).visits
      return toVisitExport(visits, { language, timeZone: getRules().timeZone, nowMs: clock.now() })
    },
    countUp: (span) => countVisits(store.listTimes(span), getRules().timeZone),
    eraseVisitor(id) {
      const record = deps.findKnock(id)
      // Already erased, by this desk or another.
      if (!record) return ok({ erased: 0 })
      if (record.phase.kind !== 'over') return failed('wrong-state', 'This visitor is still here.')
      const erased = store.erase(id)
      tellFollowUps()
      deps.copies.forgetAll()
      deps.onErased(record.name)
      return ok({ erased })
    },
    follow(before, after) {
      if (isToFollowUp(before) || isToFollowUp(after)) tellFollowUps()
    },
    dispose() {
      cancelTimer()
    },
  }

  function list(query: VisitQuery): VisitPage {
    const records = store.list(query)
    return {
      visits: records
        .slice(0, query.limit)
        .map(toVisit)
        .filter((visit) => visit !== null),
      hasMore: records.length > query.limit,
    }
  }

  function listFollowUps(): readonly Visit[] {
    return store
      .listFollowUps(limits.followUpsShown)
      .map(toVisit)
      .filter((visit) => visit !== null)
  }

  /** Now and once a day. */
  function forgetOld(): void {
    cancelTimer = clock.setTimer(dayMs, forgetOld)
    try {
      const nowMs = clock.settledNow()
      const { retentionDays } = getRules()
      deps.copies.forgetOlder(nowMs - Math.min(retentionDays, copiesKeptDays) * dayMs)
      const forgotten = store.sweep({ nowMs, beforeMs: nowMs - retentionDays * dayMs })
      if (forgotten === 0) return
      log.info({ visits: forgotten }, 'forgot old visits')
      tellFollowUps()
    } catch (cause) {
      log.error({ err: cause }, 'old visits could not be forgotten')
    }
  }

  function tellFollowUps(): void {
    deps.onFollowUpsChanged(listFollowUps())
  }
}

function isToFollowUp(record: KnockRecord | null): boolean {
  return record !== null && toVisit(record)?.followUp.kind === 'open'
}
