import type { Unsubscribe } from '../src-shared/unsubscribe.ts'

/** Time as the room server sees it, so that tests can turn it by hand. */
export type Clock = {
  /** Epoch ms. */
  readonly now: () => number
  /** Runs once after `afterMs`; the returned function calls it off. */
  readonly setTimer: (afterMs: number, run: () => void) => Unsubscribe
}

/** Longest delay that `setTimeout` does not mistake for 1 ms. */
const longestTimeoutMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(afterMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(afterMs, 0), longestTimeoutMs))
    return () => {
      clearTimeout(timer)
    }
  },
}
