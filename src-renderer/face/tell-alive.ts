import { aliveEveryMs } from '../../src-shared/bridge.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

export type TellAliveDeps = {
  readonly report: () => void
  /** Whether the page shows anything. One that lost its contents still runs, but is blank. */
  readonly hasContents: () => boolean
  /** Runs after the next paint; never if the page no longer paints. */
  readonly afterPaint: (run: () => void) => void
  readonly clock: Pick<Clock, 'setTimer'>
}

/** Reports regularly that this page is alive and paints something. */
export function tellAlive({ report, hasContents, afterPaint, clock }: TellAliveDeps): Unsubscribe {
  let cancel: Unsubscribe = () => {}
  const look = (): void => {
    afterPaint(() => {
      if (hasContents()) report()
    })
    // Twice as often as asked for, so that one late timer is not taken for silence.
    cancel = clock.setTimer(aliveEveryMs / 2, look)
  }
  look()
  return () => cancel()
}
