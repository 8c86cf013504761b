import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

export type Listeners<T> = {
  add: (listener: (value: T) => void) => Unsubscribe
  tell: (value: T) => void
  clear: () => void
}

export function createListeners<T>(): Listeners<T> {
  const all = new Set<{ readonly run: (value: T) => void }>()
  return {
    add(run) {
      const entry = { run }
      all.add(entry)
      return () => {
        all.delete(entry)
      }
    },
    tell(value) {
      // A copy, because a listener may remove itself.
      for (const entry of Array.from(all)) entry.run(value)
    },
    clear: () => all.clear(),
  }
}
