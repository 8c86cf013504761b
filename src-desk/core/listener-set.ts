import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { LogPort } from '../ports.ts'

export type ListenerSet<T> = {
  add: (listener: (value: T) => void) => Unsubscribe
  /** Tells every listener, in the order of their coming; one that throws is logged and the others still hear. */
  tell: (value: T) => void
  clear: () => void
}

export function createListenerSet<T>(log: LogPort, name: string): ListenerSet<T> {
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
      // Of those who listen now: who is added by a listener waits for the next value.
      for (const { listener } of Array.from(entries)) guard(log, `${name} listener`, () => listener(value))
    },
    clear() {
      entries.clear()
    },
  }
}

/** Runs what belongs to somebody else; if it throws, that is logged and goes no further. */
export function guard(log: LogPort, name: string, run: () => void): void {
  try {
    run()
  } catch (error) {
    log.error(`${name} failed`, error)
  }
}
