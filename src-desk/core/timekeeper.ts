import { nextEscalationAtMs } from '../ring/escalation.ts'
import { nextAlarmAtMs } from '../alarms/alarms.ts'
import { nextRingChangeAtMs } from '../ring/ring.ts'
import type { CoreState } from './core-state.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Reactor, ReactorDeps } from './reactor.ts'

/**
 * The clock of a PC can be changed, and timers stand still while the PC sleeps, so the clock is checked at least this
 * often.
 */
const atMostMs = 30_000

/**
 * Records `time-passed` when something is due to change with time alone, so that policies need no clock. It runs one
 * timer, and none while nothing is due.
 */
export function createTimekeeper({ ports, record }: ReactorDeps): {
  readonly react: Reactor
  readonly dispose: () => void
} {
  const { clock } = ports
  let state: CoreState | null = null
  let cancel: Unsubscribe = () => undefined

  function arm(): void {
    cancel()
    cancel = () => undefined
    const nextMs = state && nextChangeAtMs(state)
    if (nextMs !== null) cancel = clock.setTimer(Math.min(Math.max(nextMs - clock.now(), 1), atMostMs), ring)
  }

  function ring(): void {
    record({ kind: 'time-passed' })
    // If nothing changed, no reactor ran, and nobody else would arm the timer.
    arm()
  }

  return {
    react(next) {
      state = next
      arm()
    },
    dispose: () => cancel(),
  }
}

/** May be in the past if a timer fired a moment early; then the clock is checked again at once. */
function nextChangeAtMs({ desk, escalation, ringMemory, selfTestPlan }: CoreState): number | null {
  const times = [
    nextEscalationAtMs(desk, escalation),
    nextRingChangeAtMs(ringMemory, desk),
    nextAlarmAtMs(desk),
    selfTestPlan.nextAtMs,
  ].filter((time) => time !== null)
  return times.length === 0 ? null : Math.min(...times)
}
