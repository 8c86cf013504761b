/** Who is answered first and what can be done now: one rule for every window, key, menu and notice. */
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import { callingKnocks, isOnline, ownCall, waitingKnocks } from '../core/selectors.ts'

/**
 * Whom *Admit the first* lets in. Unanswered visitors with a connected page come first, then those whose page is away
 * for a moment, then those on hold; within each group, whoever came first.
 */
export function firstToAdmit({ knocks }: Pick<DeskState, 'knocks'>): DeskKnock | null {
  return callingKnocks({ knocks })[0] ?? waitingKnocks({ knocks })[0] ?? knocks[0] ?? null
}

/** What can be done with a knock now; `reason` says why it cannot be admitted. */
export type KnockAbility = {
  readonly canAdmit: boolean
  readonly canHold: boolean
  readonly canDeny: boolean
  readonly reason: 'offline' | 'in-call' | null
}

/** A desk can be in one call at a time, and can decide nothing while offline. */
export function abilityFor(
  state: Pick<DeskState, 'calls' | 'connection' | 'self'>,
  knock: Pick<DeskKnock, 'phase'>,
): KnockAbility {
  if (!isOnline(state)) return { canAdmit: false, canHold: false, canDeny: false, reason: 'offline' }
  const isInCall = ownCall(state) !== null
  return {
    canAdmit: !isInCall,
    canHold: knock.phase.kind === 'waiting',
    canDeny: true,
    reason: isInCall ? 'in-call' : null,
  }
}
