import type { Unsubscribe } from './unsubscribe.ts'

/** The time and timers, as a value that tests can replace. */
export type Clock = {
  /** Epoch ms. */
  readonly now: () => number
  /** Runs once after `afterMs`; the returned function cancels it. */
  readonly setTimer: (afterMs: number, run: () => void) => Unsubscribe
}

/** What a clock is made of: `globalThis` of Node or a browser. */
export type Timers<Timer> = {
  readonly setTimeout: (run: () => void, afterMs: number) => Timer
  readonly clearTimeout: (timer: Timer) => void
}

/** Longest delay that `setTimeout` does not mistake for 1 ms. */
const longestTimeoutMs = 2 ** 31 - 1

/** The machine's own clock. */
export function createClock<Timer>({ setTimeout, clearTimeout }: Timers<Timer>): Clock {
  return {
    now: () => Date.now(),
    setTimer(afterMs, run) {
      const timer = setTimeout(run, Math.min(Math.max(afterMs, 0), longestTimeoutMs))
      return () => {
        clearTimeout(timer)
      }
    },
  }
}
