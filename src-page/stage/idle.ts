import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** After this time without a hand on mouse, screen or keys, what lies over a picture fades. */
const idleAfterMs = 4_000

const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const

/** Tells when nobody has moved anything for a while, and when somebody does again. */
export function followIdle(options: {
  readonly page: Document
  readonly clock: Pick<Clock, 'setTimer'>
  readonly tell: (isIdle: boolean) => void
}): Unsubscribe {
  const { page, clock, tell } = options
  let cancel: Unsubscribe = () => {}
  const stir = (): void => {
    cancel()
    tell(false)
    cancel = clock.setTimer(idleAfterMs, () => tell(true))
  }
  for (const sign of signs) page.addEventListener(sign, stir)
  stir()
  return () => {
    cancel()
    for (const sign of signs) page.removeEventListener(sign, stir)
  }
}
