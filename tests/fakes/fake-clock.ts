import type { MachineClock } from '../../src-server/time/server-clock.ts'
import type { Clock } from '../../src-shared/clock.ts'

export type FakeClock = MachineClock & {
  /** Lets time pass; timers run in the order in which they are due, also those set by other timers. */
  advance: (byMs: number) => void
  /** Lets the clock go on without its timers, as while a PC sleeps. */
  sleep: (forMs: number) => void
  /** Somebody, or another machine, sets the clock. No time passes. */
  jump: (byMs: number) => void
  /** Timers that have not run yet. */
  readonly pending: number
}

type Timer = { readonly dueMs: number; readonly run: () => void }

/** A clock that stands still until a test moves it. */
export function createFakeClock(startMs = 1_790_000_000_000): FakeClock {
  const timers = new Set<Timer>()
  let nowMs = startMs
  /** What timers go by. */
  let awakeMs = 0
  let jumpedMs = 0

  function next(untilMs: number): Timer | undefined {
    return [...timers].filter((timer) => timer.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0]
  }

  function goTo(dueMs: number): void {
    nowMs += dueMs - awakeMs
    awakeMs = dueMs
  }

  return {
    now: () => nowMs + jumpedMs,
    elapsed: () => nowMs,
    setTimer(afterMs, run) {
      const timer = { dueMs: awakeMs + afterMs, run }
      timers.add(timer)
      return () => {
        timers.delete(timer)
      }
    },
    advance(byMs) {
      const untilMs = awakeMs + byMs
      for (let timer = next(untilMs); timer; timer = next(untilMs)) {
        timers.delete(timer)
        goTo(timer.dueMs)
        timer.run()
      }
      goTo(untilMs)
    },
    sleep(forMs) {
      nowMs += forMs
    },
    jump(byMs) {
      jumpedMs += byMs
    },
    get pending() {
      return timers.size
    },
  }
}

/**
 * As a real one can be at its worst: its timers come a little too soon, since they go by another clock than the time of
 * day, and a millisecond passes whenever somebody asks for the time.
 */
export function createHastyClock(clock: FakeClock, earlyMs = 2): Clock {
  return {
    now() {
      const nowMs = clock.now()
      clock.sleep(1)
      return nowMs
    },
    setTimer: (afterMs, run) => clock.setTimer(Math.max(afterMs - earlyMs, 1), run),
  }
}
