import { aliveEveryMs } from '../../src-shared/bridge.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

export type TellAliveDeps = {
  readonly report: () => void
  /** Whether the page shows anything: one that lost its contents lives on and is white. */
  readonly hasContents: () => boolean
  /** Runs at the next picture; never, where none is painted any more. */
  readonly afterPaint: (run: () => void) => void
  readonly clock: Pick<Clock, 'setTimer'>
}

/** Says again and again that this page lives and paints something. */
export function tellAlive({ report, hasContents, afterPaint, clock }: TellAliveDeps): Unsubscribe {
  let cancel: Unsubscribe = () => {}
  const look = (): void => {
    afterPaint(() => {
      if (hasContents()) report()
    })
    // Twice as often as asked for, so that a late timer is no silence.
    cancel = clock.setTimer(aliveEveryMs / 2, look)
  }
  look()
  return () => cancel()
}
