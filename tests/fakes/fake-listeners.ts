import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** The `on…` half of a fake: what listens, and a way to tell it. */
export function createFakeListeners<T>(): {
  on: (listener: (value: T) => void) => Unsubscribe
  tell: (value: T) => void
  readonly count: number
} {
  const listeners = new Set<(value: T) => void>()
  return {
    on(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    tell(value) {
      for (const listener of listeners) listener(value)
    },
    get count() {
      return listeners.size
    },
  }
}
