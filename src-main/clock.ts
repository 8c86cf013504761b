import type { ClockPort } from '../src-desk/ports.ts'

/** The computer's clock and Node's timers. */
export function createClock(): ClockPort {
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
