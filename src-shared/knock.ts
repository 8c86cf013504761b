import * as v from 'valibot'
import type { CallId, KnockId } from './ids.ts'
import { KnockTokenSchema } from './ids.ts'
import type { Language, LocalText } from './language.ts'
import { limits } from './limits.ts'
import type { DeskRef } from './room.ts'
import type { CallEnd, IceServer } from './call.ts'

/** A visitor's name: one line, no control characters, may be empty. */
export const VisitorNameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(limits.nameLength),
  v.transform((name) =>
    name
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ),
)

export const KnockRequestSchema = v.object({ name: VisitorNameSchema, token: KnockTokenSchema })
export type KnockRequest = v.InferInput<typeof KnockRequestSchema>

/** Whether the visitor's page is connected now. A lost one keeps its place for a grace period, but does not ring. */
export type VisitorLink = 'connected' | 'lost'

/** A knock that nobody has decided yet. `held` returns to `waiting` at `untilMs`, so that nobody is forgotten. */
export type OpenPhase =
  /** `sinceMs` is when it began to wait, or began again after being held. */
  | { readonly kind: 'waiting'; readonly sinceMs: number }
  | { readonly kind: 'held'; readonly by: DeskRef; readonly message: LocalText | null; readonly untilMs: number }

/** How a knock ended. Exactly one per knock, and the first one wins. */
export type KnockEnd =
  | { readonly kind: 'admitted'; readonly by: DeskRef; readonly callId: CallId }
  | { readonly kind: 'denied'; readonly by: DeskRef; readonly message: LocalText | null }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'expired'; readonly cause: 'visitor-gone' | 'unanswered' }

/** An open knock as the desks see it. Times are epoch ms of the server's clock. */
export type DeskKnock = {
  readonly id: KnockId
  readonly name: string
  readonly language: Language
  readonly knockedAtMs: number
  readonly visitorLink: VisitorLink
  readonly phase: OpenPhase
}

/** A knock as its visitor sees it, from the knock to the end of the call. */
export type VisitorKnock = {
  readonly id: KnockId
  readonly name: string
  readonly knockedAtMs: number
  readonly phase: VisitorPhase
}

export type VisitorPhase =
  /** `place` counts from 1 over all open knocks of the room. */
  | { readonly kind: 'waiting'; readonly place: number }
  | { readonly kind: 'held'; readonly place: number; readonly message: LocalText | null }
  | { readonly kind: 'admitted'; readonly callId: CallId; readonly iceServers: readonly IceServer[] }
  | { readonly kind: 'denied'; readonly message: LocalText | null }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'expired'; readonly cause: 'visitor-gone' | 'unanswered' }
  | { readonly kind: 'ended'; readonly reason: CallEnd }
