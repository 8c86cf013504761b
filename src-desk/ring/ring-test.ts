import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { LocalFact } from '../core/desk-fact.ts'

export const ringTestMs = 3_000

export type RingTest = {
  /** Rings for `ringTestMs` from now, even if it is ringing already. */
  start: () => void
  dispose: () => void
}

export function createRingTest(deps: { readonly clock: Clock; readonly record: (fact: LocalFact) => void }): RingTest {
  let end: Unsubscribe = () => undefined
  return {
    start() {
      end()
      deps.record({ kind: 'ring-test-started' })
      end = deps.clock.setTimer(ringTestMs, () => deps.record({ kind: 'ring-test-ended' }))
    },
    dispose: () => end(),
  }
}
