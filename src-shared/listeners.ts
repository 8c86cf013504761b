import type { Unsubscribe } from './unsubscribe.ts'

/** Those who want to hear of one thing. */
export type Listeners<T> = {
  readonly add: (listener: (value: T) => void) => Unsubscribe
  /** Tells every listener, in the order of their coming; who is added meanwhile waits for the next value. */
  readonly tell: (value: T) => void
  readonly clear: () => void
}

/** With `onFault`, a listener that throws is reported and the others still hear; without, the fault is the teller's. */
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
