import { createClock, type Clock } from '../src-shared/clock.ts'

/** Has a time that never jumps as well: how long a link has been silent must not depend on who sets the clock. */
export type RtcClock = Clock & {
  /** Ms since some moment. */
  readonly monotonicNow: () => number
}

export const browserClock: RtcClock = { ...createClock(globalThis), monotonicNow: () => performance.now() }
