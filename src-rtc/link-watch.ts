import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import type { RtcClock } from './clock.ts'
import { createStallDetector } from './stall-detector.ts'

export type LinkWatchOptions = {
  readonly clock: RtcClock
  /** Null when there is nothing to count. */
  readonly countBytes: () => Promise<number | null>
  readonly onFlowing: () => void
  /** At every check while nothing arrives; `sinceMs` is when something last did. */
  readonly onStalled: (sinceMs: number) => void
}

const lookEveryMs = 250

/** Checks four times a second whether anything still arrives, until the returned function is called. */
export function watchLink(options: LinkWatchOptions): Unsubscribe {
  const { clock } = options
  const detector = createStallDetector()
  let isStopped = false
  let cancelTimer: Unsubscribe = () => {}

  async function look(): Promise<void> {
    const bytes = await options.countBytes()
    if (isStopped) return
    cancelTimer = clock.setTimer(lookEveryMs, () => void look())
    if (bytes === null) return
    const finding = detector.observe({ atMs: clock.monotonicNow(), bytes })
    if (finding === 'flowing') options.onFlowing()
    if (finding === 'stalled') options.onStalled(detector.lastFlowAtMs() ?? clock.monotonicNow())
  }

  void look()
  return () => {
    isStopped = true
    cancelTimer()
  }
}
