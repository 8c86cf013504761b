/** How urgently a person is called now, and when that will change. */
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { Escalation } from '../../src-shared/escalation.ts'
import { callingKnocks, isRinging } from '../core/selectors.ts'

/** The steps of the escalation that have been taken, on top of the ring. */
export type EscalationSteps = {
  readonly isLoud: boolean
  /** The default loudspeaker as well as the chosen one. */
  readonly alsoOnDefault: boolean
  readonly isFlashing: boolean
}

export const calm: EscalationSteps = { isLoud: false, alsoOnDefault: false, isFlashing: false }

/** Counts from whoever has waited longest. `nowMs` is this desk's clock. */
export function escalationOf(state: DeskState, nowMs: number): EscalationSteps {
  const waiting = longestWait(state)
  if (!waiting) return calm
  const { rules, sinceMs } = waiting
  const isPast = (afterMs: number | null): boolean => afterMs !== null && nowMs >= sinceMs + afterMs
  return {
    isLoud: isPast(rules.loudAfterMs),
    alsoOnDefault: isPast(rules.secondOutputAfterMs),
    isFlashing: isPast(rules.flashAfterMs),
  }
}

/**
 * When the next step after those taken is due; null if there is none. It may be in the past: the steps taken decide,
 * not the time, which moves on while somebody asks.
 */
export function nextEscalationAtMs(state: DeskState, taken: EscalationSteps): number | null {
  const waiting = longestWait(state)
  if (!waiting) return null
  const { rules, sinceMs } = waiting
  const steps: readonly (readonly [isTaken: boolean, afterMs: number | null])[] = [
    [taken.isLoud, rules.loudAfterMs],
    [taken.alsoOnDefault, rules.secondOutputAfterMs],
    [taken.isFlashing, rules.flashAfterMs],
  ]
  const times = steps.flatMap(([isTaken, afterMs]) => (isTaken || afterMs === null ? [] : [sinceMs + afterMs]))
  return times.length === 0 ? null : Math.min(...times)
}

/** `sinceMs` is this desk's clock. */
function longestWait(state: DeskState): { readonly rules: Escalation; readonly sinceMs: number } | null {
  if (!state.room || !isRinging(state)) return null
  const since = callingKnocks(state).map((knock) => knock.phase.sinceMs)
  return { rules: state.room.rules.escalation, sinceMs: Math.min(...since) - state.clockOffsetMs }
}
