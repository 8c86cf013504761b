import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import type { RtcClock } from './clock.ts'

/** Lets something happen at most once in a while, however often it is asked for. */
export type Spacing = {
  /** Now, or when its time has come; then once for all that was asked meanwhile, so that the last wish is never lost. */
  ask: () => void
  dispose: () => void
}

export function createSpacing(options: {
  readonly clock: RtcClock
  readonly apartMs: number
  readonly run: () => void
}): Spacing {
  const { clock, apartMs, run } = options
  let lastAtMs = Number.NEGATIVE_INFINITY
  let cancelTimer: Unsubscribe | null = null

  function runNow(): void {
    cancelTimer = null
    lastAtMs = clock.monotonicNow()
    run()
  }

  return {
    ask() {
      if (cancelTimer) return
      const waitMs = lastAtMs + apartMs - clock.monotonicNow()
      if (waitMs <= 0) runNow()
      else cancelTimer = clock.setTimer(waitMs, runNow)
    },
    dispose() {
      cancelTimer?.()
      cancelTimer = null
    },
  }
}
