import * as v from 'valibot'
import { CallBackRequestSchema, type CallBackRequest } from './call-back.ts'
import { CallEndSchema, type CallEnd } from './call.ts'
import { KnockIdSchema, type KnockId } from './ids.ts'
import { KnockEndSchema, type KnockEnd } from './knock.ts'
import { LanguageSchema } from './language.ts'
import { limits } from './limits.ts'
import { listOf } from './list.ts'
import { DeskRefSchema, type DeskRef } from './desk-ref.ts'

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
  /** The desk whose link the visitor came with; null for everybody else. */
  readonly invitedBy: DeskRef | null
  readonly end: VisitEnd
  /** Null unless admitted, and while the call is still going on. */
  readonly call: { readonly endedAtMs: number; readonly reason: CallEnd } | null
  readonly followUp: FollowUp
}

/** What came of a visit. An expired knock whose cause is `visitor-gone` is a page that was closed. */
export type VisitEnd = KnockEnd | { readonly kind: 'not-knocked' }

export const VisitEndSchema: v.GenericSchema<unknown, VisitEnd> = v.variant('kind', [
  KnockEndSchema,
  v.object({ kind: v.literal('not-knocked') }),
])

/** Why somebody still has to be phoned: a knock in vain, the visitor's own wish, or a desk's promise. */
const FollowUpReasonSchema = v.picklist(['missed', 'call-back-requested', 'call-promised'])
export type FollowUpReason = v.InferOutput<typeof FollowUpReasonSchema>

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

const asked = { reason: FollowUpReasonSchema, request: v.nullable(CallBackRequestSchema) }
export const FollowUpSchema: v.GenericSchema<unknown, FollowUp> = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('open'), ...asked }),
  v.object({ kind: v.literal('done'), ...asked, by: DeskRefSchema, atMs: v.number(), note: v.string() }),
])

export const VisitSchema: v.GenericSchema<unknown, Visit> = v.object({
  id: KnockIdSchema,
  name: v.string(),
  company: v.string(),
  startedAtMs: v.number(),
  endedAtMs: v.number(),
  // Servers of before do not tell.
  invitedBy: v.nullish(DeskRefSchema, null),
  end: VisitEndSchema,
  call: v.nullable(v.object({ endedAtMs: v.number(), reason: CallEndSchema })),
  followUp: FollowUpSchema,
})

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
export const VisitPageSchema: v.GenericSchema<unknown, VisitPage> = v.object({
  visits: listOf(VisitSchema),
  hasMore: v.boolean(),
})

export const VisitRefSchema = v.object({ visitId: KnockIdSchema })

export const FollowUpDoneSchema = v.object({
  visitId: KnockIdSchema,
  note: v.pipe(v.string(), v.trim(), v.maxLength(limits.messageLength)),
})

export const VisitExportSchema = v.object({ filter: VisitFilterSchema, language: LanguageSchema })
/** CSV (RFC 4180, CRLF) with a byte order mark, which is how Excel knows UTF-8. */
export type VisitExport = { readonly fileName: string; readonly csv: string }
export const VisitExportAnswerSchema: v.GenericSchema<unknown, VisitExport> = v.object({
  fileName: v.string(),
  csv: v.string(),
})

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

export const VisitStatsSchema: v.GenericSchema<unknown, VisitStats> = v.object({
  knocks: v.number(),
  admitted: v.number(),
  knocksByHour: listOf(v.number()),
  medianWaitMs: v.nullable(v.number()),
})
