import { nextEscalationAtMs } from '../ring/escalation.ts'
import { nextAlarmAtMs } from '../alarms/alarms.ts'
import { nextRingChangeAtMs } from '../ring/ring.ts'
import type { CoreState } from './core-state.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Reactor, ReactorDeps } from './reactor.ts'

/**
 * The clock of a PC may be set, and a timer does not count while the PC sleeps: so it is looked at again after this
 * long.
 */
const atMostMs = 30_000

/**
 * Says that time passed, when something is to change with the time alone. One timer, and none while nothing is to come.
 * That makes the time a fact like any other, so that policies need no clock.
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
    // Where that changed nothing, nobody is told of a new state.
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

/** It may be over already, where a timer came a moment too soon: then it is looked at again at once. */
function nextChangeAtMs({ desk, escalation, ringMemory, selfTestPlan }: CoreState): number | null {
  const times = [
    nextEscalationAtMs(desk, escalation),
    nextRingChangeAtMs(ringMemory, desk),
    nextAlarmAtMs(desk),
    selfTestPlan.nextAtMs,
  ].filter((time) => time !== null)
  return times.length === 0 ? null : Math.min(...times)
}
