/** Who is answered first, and what can be answered now: the same for every face, key, menu and notice of the desk. */
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import { callingKnocks, isOnline, ownCall, waitingKnocks } from '../core/selectors.ts'

/**
 * Whom *Admit the first* lets in: whoever came first of those whom nobody has answered and whose page is connected,
 * then of those whose page is away for a moment, then of those who are held.
 */
export function firstToAdmit({ knocks }: Pick<DeskState, 'knocks'>): DeskKnock | null {
  return callingKnocks({ knocks })[0] ?? waitingKnocks({ knocks })[0] ?? knocks[0] ?? null
}

/** What can be decided about a knock now; the reason says why it cannot be admitted. */
export type KnockAbility = {
  readonly canAdmit: boolean
  readonly canHold: boolean
  readonly canDeny: boolean
  readonly reason: 'offline' | 'in-call' | null
}

/** A desk can be in one call at a time; without the server nothing can be decided. */
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
