import type { Clock } from '../src-shared/clock.ts'

/** The computer's clock and Node's timers. */
export function createClock(): Clock {
  return {
    now: () => Date.now(),
    setTimer: (afterMs, run) => {
      const timer = setTimeout(run, afterMs)
      return () => {
        clearTimeout(timer)
      }
    },
  }
}
