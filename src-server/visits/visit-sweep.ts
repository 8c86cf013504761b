import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { dayMs } from '../../src-shared/duration.ts'

export type VisitSweepDeps = {
  readonly clock: Clock
  /** Returns how many visits went. */
  readonly sweep: () => number
  readonly onSwept: (count: number) => void
  readonly onFault: (cause: unknown) => void
}

/** Forgets old visits now and once a day, until disposed. */
export function createVisitSweep({ clock, sweep, onSwept, onFault }: VisitSweepDeps): { readonly dispose: () => void } {
  let cancelTimer: Unsubscribe | null = null
  run()
  return {
    dispose() {
      cancelTimer?.()
      cancelTimer = null
    },
  }

  function run(): void {
    cancelTimer = clock.setTimer(dayMs, run)
    try {
      const count = sweep()
      if (count > 0) onSwept(count)
    } catch (cause) {
      onFault(cause)
    }
  }
}
