import { aliveEveryMs } from '../../src-shared/bridge.ts'
import type { LogPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

const toleratedMisses = 1

export type HeartbeatOptions = {
  /** Whether the page is to be seen and may be loaded anew: not in a call, and not while it is loading. */
  readonly mayReload: () => boolean
  readonly reload: () => void
  readonly clock: Clock
  readonly log: LogPort
}

export type Heartbeat = {
  /** The page gave a sign of life. */
  beat: () => void
  dispose: () => void
}

/**
 * Loads a page anew that has fallen silent without having died: after hours a window can turn white without any event.
 * https://github.com/electron/electron/issues/36249
 */
export function createHeartbeat({ mayReload, reload, clock, log }: HeartbeatOptions): Heartbeat {
  let misses = 0
  let hasBeaten = false
  let cancelLook: Unsubscribe = () => {}

  // Counted in looks, not in time, so that waking from sleep is no miss.
  function look(): void {
    misses = hasBeaten || !mayReload() ? 0 : misses + 1
    hasBeaten = false
    if (misses > toleratedMisses) {
      misses = 0
      log.error('page fell silent')
      reload()
    }
    cancelLook = clock.setTimer(aliveEveryMs, look)
  }
  cancelLook = clock.setTimer(aliveEveryMs, look)

  return {
    beat: () => {
      hasBeaten = true
    },
    dispose: () => {
      cancelLook()
    },
  }
}
