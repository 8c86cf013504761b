/** How a knock and its call end, and what is said to whoever decides after that. */
import type { CallEnd } from '../../src-shared/call.ts'
import type { KnockEnd } from '../../src-shared/knock.ts'
import { failed, type Failed } from '../../src-shared/result.ts'
import { missed } from './follow-up.ts'
import type { KnockPhase, KnockRecord } from './knock-record.ts'

/** How a knock ends that no desk has admitted or denied. */
export type EndInVain = Extract<KnockEnd, { readonly kind: 'withdrawn' | 'expired' }>

/** The visitor went unanswered. */
export function endInVain(record: KnockRecord, knockEnd: EndInVain, atMs: number): KnockRecord {
  const ended = end(record, wasHeld(record) ? { ...knockEnd, wasHeld: true } : knockEnd, atMs)
  return { ...ended, followUp: missed(ended.followUp) }
}

/**
 * Also whoever a desk was just turning away was noticed. A hold that has run out has left its end as the time since which
 * the visitor waits again.
 */
function wasHeld({ phase, knockedAtMs, denial }: KnockRecord): boolean {
  if (denial !== null) return true
  return phase.kind === 'held' || (phase.kind === 'waiting' && phase.sinceMs > knockedAtMs)
}

/** The first end wins; a denial that was about to be told is none any more. */
export function end(record: KnockRecord, knockEnd: KnockEnd, atMs: number): KnockRecord {
  return { ...record, denial: null, phase: { kind: 'over', end: knockEnd, endedAtMs: atMs, call: null } }
}

export function endCall(record: KnockRecord, reason: CallEnd, atMs: number): KnockRecord {
  const { phase } = record
  if (phase.kind !== 'in-call') return record
  const knockEnd: KnockEnd = { kind: 'admitted', by: phase.by, callId: phase.callId }
  return {
    ...record,
    phase: { kind: 'over', end: knockEnd, endedAtMs: phase.admittedAtMs, call: { endedAtMs: atMs, reason } },
  }
}

/** Why a knock that is not open any more cannot be decided. */
export function lateDecision(phase: KnockPhase): Failed {
  const isDecided = phase.kind === 'in-call' || (phase.kind === 'over' && 'by' in phase.end)
  return isDecided
    ? failed('already-decided', 'A desk had decided before.')
    : failed('wrong-state', 'The visitor had withdrawn, or the knock had expired.')
}
