/** A knock as the server keeps it: what it is now, and all that may be asked of it later. */
import type { CallEnd } from '../../src-shared/call.ts'
import type { CallLine } from '../../src-shared/call-line.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { CallId, KnockId } from '../../src-shared/ids.ts'
import type { OpenPhase, PendingDenial } from '../../src-shared/knock.ts'
import type { Language } from '../../src-shared/language.ts'
import type { FollowUp, VisitEnd } from '../../src-shared/visit.ts'
import type { Source } from '../sources/sources.ts'

/** Times are epoch ms. */
export type KnockRecord = {
  readonly id: KnockId
  /** No visitor's. Such a record is never written down. */
  readonly kind?: 'practice'
  /** SHA-256 of the visitor's token; the token itself is not kept. */
  readonly tokenHash: string
  readonly name: string
  /** As given in a call-back request; else empty. */
  readonly company: string
  readonly language: Language
  readonly knockedAtMs: number
  /** Since when the visitor's page is away; null while it is connected. */
  readonly visitorLostAtMs: number | null
  /** SHA-256 of the invitation that the visitor came with; null for everybody else. */
  readonly invitationHash: string | null
  /** The desk that had made it. */
  readonly invitedBy: DeskRef | null
  /** Where the visitor came from; null where that cannot be told. */
  readonly source: Source | null
  readonly followUp: FollowUp
  /** What a desk is about to tell the visitor, while it can still be undone; null unless the knock is open. */
  readonly denial: PendingDenial | null
  readonly phase: KnockPhase
}

/** What holds for every knock until something happens. */
export const blankKnock = {
  company: '',
  visitorLostAtMs: null,
  invitationHash: null,
  invitedBy: null,
  source: null,
  followUp: { kind: 'none' },
  denial: null,
} as const

export type KnockPhase = OpenPhase | InCallPhase | OverPhase

export type InCallPhase = {
  readonly kind: 'in-call'
  readonly by: DeskRef
  readonly callId: CallId
  readonly admittedAtMs: number
  /** Since when the desk is away; null while it is connected. */
  readonly deskLostAtMs: number | null
  /** What both sides have written, in order. It is part of the conversation, and ends with it. */
  readonly lines: readonly CallLine[]
}

export type OverPhase = {
  readonly kind: 'over'
  readonly end: VisitEnd
  readonly endedAtMs: number
  /** Null unless admitted. */
  readonly call: { readonly endedAtMs: number; readonly reason: CallEnd } | null
}

export function isOpen(phase: KnockPhase): phase is OpenPhase {
  return phase.kind === 'waiting' || phase.kind === 'held'
}
