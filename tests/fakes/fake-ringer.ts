import type { RingStatus } from '../../src-shared/desk-state.ts'
import type { RingOrder } from '../../src-shared/ring-order.ts'
import type { RingerPort } from '../../src-desk/ports.ts'
import { createFakeListeners } from './fake-listeners.ts'

export type FakeRinger = RingerPort & {
  /** Every order, in turn. */
  readonly orders: readonly RingOrder[]
  /** What it does now. */
  readonly order: RingOrder
  readonly isDisposed: boolean
  report: (status: RingStatus) => void
}

/** A loudspeaker that keeps quiet. */
export function createFakeRinger(): FakeRinger {
  const statuses = createFakeListeners<RingStatus>()
  const orders: RingOrder[] = []
  let isDisposed = false

  return {
    apply(order) {
      orders.push(order)
    },
    onStatus: statuses.on,
    dispose() {
      isDisposed = true
    },
    orders,
    get order() {
      return orders.at(-1) ?? { kind: 'silence' }
    },
    get isDisposed() {
      return isDisposed
    },
    report: statuses.tell,
  }
}
