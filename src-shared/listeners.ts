import type { Unsubscribe } from './unsubscribe.ts'

export type Listeners<T> = {
  readonly add: (listener: (value: T) => void) => Unsubscribe
  /** Calls every listener in the order added; one added meanwhile gets the next value. */
  readonly tell: (value: T) => void
  readonly clear: () => void
}

/** With `onFault`, a listener that throws is reported and the others are still called; without it, `tell` throws. */
export function createListeners<T>(onFault?: (cause: unknown) => void): Listeners<T> {
  // A fresh wrapper per `add`, so that the same function added twice is two listeners with two undos.
  const entries = new Set<{ readonly listener: (value: T) => void }>()
  return {
    add(listener) {
      const entry = { listener }
      entries.add(entry)
      return () => {
        entries.delete(entry)
      }
    },
    tell(value) {
      for (const { listener } of Array.from(entries)) {
        if (!onFault) {
          listener(value)
          continue
        }
        try {
          listener(value)
        } catch (cause) {
          onFault(cause)
        }
      }
    },
    clear: () => entries.clear(),
  }
}
