import type { Clock } from '../../src-shared/clock.ts'
import type { RingOrder } from '../../src-shared/ring-order.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** Two long shakes and a pause, in ms: strong enough to be felt through work clothes. */
const ringPattern = [500, 200, 500, 800]
const patternMs = ringPattern.reduce((sum, ms) => sum + ms, 0)
const chimePattern = [200]

export type Vibration = { apply: (order: RingOrder) => void; dispose: () => void }

/** Vibrates the phone while it rings. `vibrate` is undefined on iPhones and in browsers without a motor. */
export function createVibration(deps: {
  readonly vibrate: ((pattern: number[]) => boolean) | undefined
  readonly setTimer: Clock['setTimer']
}): Vibration {
  const { vibrate, setTimer } = deps
  let kind: RingOrder['kind'] = 'silence'
  let stopTimer: Unsubscribe | null = null

  const shakeOn = (): void => {
    vibrate?.(ringPattern)
    stopTimer = setTimer(patternMs, shakeOn)
  }
  const stop = (): void => {
    stopTimer?.()
    stopTimer = null
    if (kind === 'ring') vibrate?.([])
  }

  return {
    apply: (order) => {
      if (order.kind === 'ring' && kind === 'ring') return
      stop()
      kind = order.kind
      if (kind === 'ring') shakeOn()
      else if (kind === 'chime') vibrate?.(chimePattern)
    },
    dispose: stop,
  }
}
