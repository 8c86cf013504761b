import type { Unsubscribe } from '../src-shared/unsubscribe.ts'

/** Time as this folder needs it; tests bring their own. */
export type Clock = {
  /** Ms since some moment; never jumps. */
  now: () => number
  /** Epoch ms, of a clock that people may set. */
  epochNow: () => number
  setTimer: (afterMs: number, run: () => void) => Unsubscribe
}

export const browserClock: Clock = {
  now: () => performance.now(),
  epochNow: () => Date.now(),
  setTimer(afterMs, run) {
    const timer = setTimeout(run, afterMs)
    return () => clearTimeout(timer)
  },
}
