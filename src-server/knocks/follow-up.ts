/** What a visit still asks of the staff, as pure transitions. */
import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { FollowUp } from '../../src-shared/visit.ts'

/** The visitor went in vain. An earlier request says more than that, so it stays. */
export function missed(followUp: FollowUp): FollowUp {
  return followUp.kind === 'open' ? followUp : { kind: 'open', reason: 'missed', request: requestOf(followUp) }
}

/** A desk said that it will phone. */
export function promised(followUp: FollowUp): FollowUp {
  return { kind: 'open', reason: 'call-promised', request: requestOf(followUp) }
}

/** The visitor asked to be phoned; the last request counts. */
export function requested(request: CallBackRequest): FollowUp {
  return { kind: 'open', reason: 'call-back-requested', request }
}

export type Settlement = { readonly by: DeskRef; readonly atMs: number; readonly note: string }

/** Dealt with. If it was not open, only the note can change. */
export function settled(followUp: FollowUp, settlement: Settlement): FollowUp {
  if (followUp.kind === 'none') return followUp
  if (followUp.kind === 'done' && followUp.note === settlement.note) return followUp
  return { kind: 'done', reason: followUp.reason, request: followUp.request, ...settlement }
}

/** It was not dealt with after all. */
export function reopened(followUp: FollowUp): FollowUp {
  return followUp.kind === 'done' ? { kind: 'open', reason: followUp.reason, request: followUp.request } : followUp
}

function requestOf(followUp: FollowUp): CallBackRequest | null {
  return followUp.kind === 'none' ? null : followUp.request
}
