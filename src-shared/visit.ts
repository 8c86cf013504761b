import * as v from 'valibot'
import type { CallBackRequest } from './call-back.ts'
import type { CallEnd } from './call.ts'
import { KnockIdSchema, type KnockId } from './ids.ts'
import type { KnockEnd } from './knock.ts'
import { limits } from './limits.ts'
import type { DeskRef } from './room.ts'

/**
 * One line of the visit log. Times are epoch ms of the server's clock. A page that was opened and left without a knock
 * is one too, with an id of its own.
 */
export type Visit = {
  readonly id: KnockId
  readonly name: string
  /** As the visitor gave it in a call-back request; else empty. */
  readonly company: string
  readonly startedAtMs: number
  readonly endedAtMs: number
  readonly end: VisitEnd
  /** Null unless admitted, and while the call is still going on. */
  readonly call: { readonly endedAtMs: number; readonly reason: CallEnd } | null
  readonly followUp: FollowUp
}

/** What came of a visit. An expired knock whose cause is `visitor-gone` is a page that was closed. */
export type VisitEnd = KnockEnd | { readonly kind: 'not-knocked' }

/** Why somebody still has to be phoned: a knock in vain, the visitor's own wish, or a desk's promise. */
export type FollowUpReason = 'missed' | 'call-back-requested' | 'call-promised'

/** What a visit still asks of the staff, until somebody marks it done. */
export type FollowUp =
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly reason: FollowUpReason; readonly request: CallBackRequest | null }
  | {
      readonly kind: 'done'
      readonly reason: FollowUpReason
      readonly request: CallBackRequest | null
      readonly by: DeskRef
      readonly atMs: number
      readonly note: string
    }

export const visitOutcomes = ['admitted', 'denied', 'withdrawn', 'expired', 'page-closed', 'not-knocked'] as const
export type VisitOutcome = (typeof visitOutcomes)[number]

/** The outcome by which people search and count. */
export function outcomeOf(end: VisitEnd): VisitOutcome {
  return end.kind === 'expired' && end.cause === 'visitor-gone' ? 'page-closed' : end.kind
}

const TimeSchema = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))

/** Which visits; what is null or empty does not narrow. `text` is looked for in name, company, phone and notes. */
export const VisitFilterSchema = v.object({
  text: v.pipe(v.string(), v.trim(), v.maxLength(limits.messageLength)),
  outcomes: v.array(v.picklist(visitOutcomes)),
  onlyOpenFollowUps: v.boolean(),
  fromMs: TimeSchema,
  /** Not included. */
  toMs: TimeSchema,
})
export type VisitFilter = v.InferOutput<typeof VisitFilterSchema>

export const anyVisit: VisitFilter = { text: '', outcomes: [], onlyOpenFollowUps: false, fromMs: null, toMs: null }

/** Newest first; `beforeMs` pages back by `startedAtMs`. */
export const VisitQuerySchema = v.object({
  ...VisitFilterSchema.entries,
  beforeMs: TimeSchema,
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.visitsPerPage)),
})
export type VisitQuery = v.InferOutput<typeof VisitQuerySchema>

export type VisitPage = { readonly visits: readonly Visit[]; readonly hasMore: boolean }

export const VisitRefSchema = v.object({ visitId: KnockIdSchema })

export const FollowUpDoneSchema = v.object({
  visitId: KnockIdSchema,
  note: v.pipe(v.string(), v.trim(), v.maxLength(limits.messageLength)),
})

export const VisitExportSchema = v.object({ filter: VisitFilterSchema, language: v.picklist(['ja', 'en']) })
/** CSV (RFC 4180, CRLF) with a byte order mark, which is how Excel knows UTF-8. */
export type VisitExport = { readonly fileName: string; readonly csv: string }

export const VisitStatsQuerySchema = v.object({
  fromMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
  toMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
/** Counted over knocks that began in the span; hours are those of the room's clock. */
export type VisitStats = {
  readonly knocks: number
  readonly admitted: number
  /** 24 numbers, from midnight. */
  readonly knocksByHour: readonly number[]
  /** From knock to answer or end; null without knocks. */
  readonly medianWaitMs: number | null
}
