/** Who is answered first and what can be done now: one rule for every window, key, menu and notice. */
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import { callingKnocks, isOnline, ownCall, waitingKnocks } from '../core/selectors.ts'

/**
 * Whom *Admit the first* lets in: whoever waits for longest at a connected page, else at one that is away for a moment.
 * Never a visitor who was asked to wait or is about to be denied: those a person picks by name.
 */
export function firstToAdmit({ knocks }: Pick<DeskState, 'knocks'>): DeskKnock | null {
  return callingKnocks({ knocks })[0] ?? waitingKnocks({ knocks })[0] ?? null
}

/** What can be done with a knock now; `reason` says why it cannot be admitted. */
export type KnockAbility = {
  readonly canAdmit: boolean
  readonly canHold: boolean
  /** A visitor who was asked to wait can be asked for some more minutes. */
  readonly canHoldFurther: boolean
  readonly canDeny: boolean
  readonly canUndoDeny: boolean
  readonly reason: 'offline' | 'in-call' | null
}

const nothing = { canAdmit: false, canHold: false, canHoldFurther: false, canDeny: false, canUndoDeny: false } as const

/** A desk can be in one call at a time, and can decide nothing while offline. What is denied can only be undone. */
export function abilityFor(
  state: Pick<DeskState, 'calls' | 'connection' | 'self'>,
  knock: Pick<DeskKnock, 'denial' | 'phase'>,
): KnockAbility {
  if (!isOnline(state)) return { ...nothing, reason: 'offline' }
  if (knock.denial !== null) return { ...nothing, canUndoDeny: true, reason: null }
  const isInCall = ownCall(state) !== null
  return {
    canAdmit: !isInCall,
    canHold: knock.phase.kind === 'waiting',
    canHoldFurther: knock.phase.kind === 'held',
    canDeny: true,
    canUndoDeny: false,
    reason: isInCall ? 'in-call' : null,
  }
}
