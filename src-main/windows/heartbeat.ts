import { aliveEveryMs } from '../../src-shared/bridge.ts'
import type { LogPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

const toleratedMisses = 1

export type HeartbeatOptions = {
  /** Whether the page is visible and may be reloaded: not during a call, and not while it is loading. */
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
 * Reloads a page that fell silent without dying: after hours a window can turn white without any event.
 * https://github.com/electron/electron/issues/36249
 */
export function createHeartbeat({ mayReload, reload, clock, log }: HeartbeatOptions): Heartbeat {
  let misses = 0
  let hasBeaten = false
  let cancelLook: Unsubscribe = () => {}

  // Counts checks rather than time, so that sleep is not a miss.
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
