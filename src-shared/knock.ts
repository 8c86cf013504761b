import * as v from 'valibot'
import {
  CallIdSchema,
  KnockIdSchema,
  KnockTokenSchema,
  SourceIdSchema,
  type CallId,
  type KnockId,
  type SourceId,
} from './ids.ts'
import { KeptTextSchema, LanguageSchema, type Language, type LocalText } from './language.ts'
import { limits } from './limits.ts'
import { CallBackRequestSchema, type CallBackRequest } from './call-back.ts'
import { DeskRefSchema, type DeskRef } from './desk-ref.ts'
import type { CallEnd, IceServer } from './call.ts'
import type { CallLine } from './call-line.ts'
import { lineSchema } from './one-line.ts'
import { VisitorLinkSchema, type VisitorLink } from './visitor-link.ts'

/** A visitor's name. */
export const VisitorNameSchema = lineSchema(limits.nameLength)

export const KnockRequestSchema = v.object({ name: VisitorNameSchema, token: KnockTokenSchema })

/** A knock that nobody has decided yet. `held` returns to `waiting` at `untilMs`, so that nobody is forgotten. */
export type OpenPhase =
  /** `sinceMs` is when it began to wait, or began again after being held. */
  | { readonly kind: 'waiting'; readonly sinceMs: number }
  | { readonly kind: 'held'; readonly by: DeskRef; readonly message: LocalText | null; readonly untilMs: number }

/** An open phase as it is told and kept. */
export const OpenPhaseSchema = v.variant('kind', [
  v.object({ kind: v.literal('waiting'), sinceMs: v.number() }),
  v.object({ kind: v.literal('held'), by: DeskRefSchema, message: v.nullable(KeptTextSchema), untilMs: v.number() }),
]) satisfies v.GenericSchema<unknown, OpenPhase>

/** A denial that a desk has asked for: the visitor hears of it at `untilMs`, unless somebody undoes it before. */
export type PendingDenial = {
  readonly by: DeskRef
  readonly message: LocalText | null
  readonly promisesCall: boolean
  readonly untilMs: number
}

/** A pending denial as it is told and kept. */
export const PendingDenialSchema = v.object({
  by: DeskRefSchema,
  message: v.nullable(KeptTextSchema),
  promisesCall: v.boolean(),
  untilMs: v.number(),
}) satisfies v.GenericSchema<unknown, PendingDenial>

/** How a knock ended. Exactly one per knock, and the first one wins. */
export type KnockEnd =
  | { readonly kind: 'admitted'; readonly by: DeskRef; readonly callId: CallId }
  | { readonly kind: 'denied'; readonly by: DeskRef; readonly message: LocalText | null }
  | ({ readonly kind: 'withdrawn' } & EndUnanswered)
  | ({ readonly kind: 'expired'; readonly cause: 'visitor-gone' | 'unanswered' } & EndUnanswered)

/** There where a desk had asked the visitor to wait, or was turning them away, and so had noticed; else nobody had. */
type EndUnanswered = { readonly wasHeld?: true }
const endUnanswered = { wasHeld: v.exactOptional(v.literal(true)) }

/** An end as it is told and kept. */
export const KnockEndSchema = v.variant('kind', [
  v.object({ kind: v.literal('admitted'), by: DeskRefSchema, callId: CallIdSchema }),
  v.object({ kind: v.literal('denied'), by: DeskRefSchema, message: v.nullable(KeptTextSchema) }),
  v.object({ kind: v.literal('withdrawn'), ...endUnanswered }),
  v.object({ kind: v.literal('expired'), cause: v.picklist(['visitor-gone', 'unanswered']), ...endUnanswered }),
]) satisfies v.GenericSchema<unknown, KnockEnd>

/** An open knock as the desks see it. Times are epoch ms of the server's clock. */
export type DeskKnock = {
  readonly id: KnockId
  /** No visitor's; left out for everybody else. */
  readonly kind?: 'practice'
  readonly name: string
  readonly language: Language
  readonly knockedAtMs: number
  /** The desk whose link the visitor came with; null for everybody else. */
  readonly invitedBy: DeskRef | null
  readonly visitorLink: VisitorLink
  /** The same for all that come from one place; null where that cannot be told. */
  readonly source: SourceId | null
  /** Null unless a desk has denied it and the visitor has not heard of it; until then it calls for nobody. */
  readonly denial: PendingDenial | null
  /** The visitor's wish to be phoned, asked for while waiting. */
  readonly callBack: CallBackRequest | null
  readonly phase: OpenPhase
}

/** A knock that no desk has answered: neither held, nor about to be denied. */
export type UnansweredKnock = DeskKnock & {
  readonly phase: Extract<OpenPhase, { readonly kind: 'waiting' }>
  readonly denial: null
}

export function isUnanswered(knock: DeskKnock): knock is UnansweredKnock {
  return knock.phase.kind === 'waiting' && knock.denial === null
}

export const DeskKnockSchema: v.GenericSchema<unknown, DeskKnock> = v.object({
  id: KnockIdSchema,
  kind: v.exactOptional(v.literal('practice')),
  name: v.string(),
  language: LanguageSchema,
  knockedAtMs: v.number(),
  // Servers of before do not tell.
  invitedBy: v.nullish(DeskRefSchema, null),
  visitorLink: VisitorLinkSchema,
  source: v.nullish(SourceIdSchema, null),
  denial: v.nullish(PendingDenialSchema, null),
  callBack: v.nullish(CallBackRequestSchema, null),
  phase: OpenPhaseSchema,
})

/** A knock as its visitor sees it, from the knock to the end of the call. */
export type VisitorKnock = {
  readonly id: KnockId
  readonly name: string
  readonly knockedAtMs: number
  /** Marked at the desks, because it came with an invitation. */
  readonly isInvited: boolean
  readonly phase: VisitorPhase
}

export type VisitorPhase =
  /** `place` counts from 1 over all open knocks of the room. */
  | { readonly kind: 'waiting'; readonly place: number }
  /** `untilMs` is when somebody wants to be there, by the server's clock. */
  | { readonly kind: 'held'; readonly place: number; readonly message: LocalText | null; readonly untilMs: number }
  | {
      readonly kind: 'admitted'
      readonly callId: CallId
      readonly iceServers: readonly IceServer[]
      /** What both sides have written, in order. */
      readonly lines: readonly CallLine[]
    }
  /** `asksForNumber`: the desk has promised to phone, and nobody knows the number yet. */
  | { readonly kind: 'denied'; readonly message: LocalText | null; readonly asksForNumber: boolean }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'expired'; readonly cause: 'visitor-gone' | 'unanswered' }
  | { readonly kind: 'ended'; readonly reason: CallEnd }
