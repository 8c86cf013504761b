import type { AlertStatus } from '../../src-shared/desk-state.ts'
import type { KnockId } from '../../src-shared/ids.ts'
import type { AlertActivation, AlertPort, KnockAlert } from '../../src-desk/ports.ts'
import { createFakeListeners } from './fake-listeners.ts'

export type FakeAlerts = AlertPort & {
  /** Every alert that was asked for, in order. */
  readonly shown: readonly KnockAlert[]
  readonly cleared: readonly KnockId[]
  readonly isDisposed: boolean
  /** What `show` answers from now on. */
  answerWith: (show: () => Promise<AlertStatus>) => void
  press: (activation: AlertActivation) => void
}

/** Notices that nobody sees. */
export function createFakeAlerts(): FakeAlerts {
  const activations = createFakeListeners<AlertActivation>()
  const shown: KnockAlert[] = []
  const cleared: KnockId[] = []
  let show: () => Promise<AlertStatus> = () => Promise.resolve({ kind: 'shown' })
  let isDisposed = false

  return {
    show(alert) {
      shown.push(alert)
      return show()
    },
    clear(knockId) {
      cleared.push(knockId)
    },
    onActivated: activations.on,
    dispose() {
      isDisposed = true
    },
    shown,
    cleared,
    get isDisposed() {
      return isDisposed
    },
    answerWith(next) {
      show = next
    },
    press: activations.tell,
  }
}
