import type { Unsubscribe } from '../src-shared/unsubscribe.ts'

/** Those who want to hear of one thing. */
export type Listeners = {
  add: (listener: () => void) => Unsubscribe
  notify: () => void
  clear: () => void
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    add(listener) {
      // A wrapper of its own, so that the same function may subscribe twice.
      const entry = (): void => listener()
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
    notify() {
      // A copy, because a listener may subscribe another one.
      for (const listener of Array.from(listeners)) listener()
    },
    clear: () => listeners.clear(),
  }
}
