import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** A source of changes that runs only while somebody listens: from the first listener to the last. */
export type SharedSource = {
  readonly subscribe: (listener: () => void) => Unsubscribe
  readonly tell: () => void
}

export function createSharedSource(start: () => Unsubscribe): SharedSource {
  const listeners = createListeners<void>()
  let count = 0
  let stop: Unsubscribe = () => undefined
  return {
    tell: listeners.tell,
    subscribe(listener) {
      const remove = listeners.add(listener)
      let isListening = true
      count += 1
      if (count === 1) stop = start()
      return () => {
        if (!isListening) return
        isListening = false
        remove()
        count -= 1
        if (count === 0) stop()
      }
    },
  }
}
