import type { LogPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

const lookEveryMs = 10 * 60_000
/** By this computer's clock: late enough that nobody is left, and early enough that nobody has come. */
const refreshHour = 3

export type NightlyRefreshOptions = {
  /** No call and no knock. */
  readonly isIdle: () => boolean
  readonly refresh: () => void
  readonly clock: Clock
  readonly log: LogPort
}

/** Reloads pages once a night, so that memory does not grow on a computer that is never switched off. */
export function createNightlyRefresh({ isIdle, refresh, clock, log }: NightlyRefreshOptions): Unsubscribe {
  let lastDay = ''
  let cancelLook: Unsubscribe = () => {}

  function look(): void {
    const now = new Date(clock.now())
    if (now.getHours() === refreshHour && now.toDateString() !== lastDay && isIdle()) {
      lastDay = now.toDateString()
      log.info('nightly refresh')
      refresh()
    }
    cancelLook = clock.setTimer(lookEveryMs, look)
  }
  cancelLook = clock.setTimer(lookEveryMs, look)
  return () => cancelLook()
}
