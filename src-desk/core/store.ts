import type { Clock } from '../../src-shared/clock.ts'
import { reduceCore, type CoreState } from './core-state.ts'
import type { BareFact } from './desk-fact.ts'

export type Store = {
  getState: () => CoreState
  /** Processes the fact now, or after the current one if called from within `onChange`. */
  record: (fact: BareFact) => void
  /** Later facts are ignored. */
  dispose: () => void
}

/** Holds the state. `onChange` is called for every change, one at a time, and must not throw. */
export function createStore(options: {
  readonly initial: CoreState
  readonly clock: Clock
  readonly onChange: (state: CoreState, before: CoreState) => void
}): Store {
  const queue: BareFact[] = []
  let state = options.initial
  let isRecording = false
  let isDisposed = false

  function take(fact: BareFact): void {
    const before = state
    state = reduceCore(before, { ...fact, atMs: options.clock.now() })
    if (state !== before) options.onChange(state, before)
  }

  return {
    getState: () => state,
    record(fact) {
      if (isDisposed) return
      queue.push(fact)
      if (isRecording) return
      isRecording = true
      try {
        // Disposing empties the queue.
        for (let next = queue.shift(); next; next = queue.shift()) take(next)
      } finally {
        isRecording = false
      }
    },
    dispose() {
      isDisposed = true
      queue.length = 0
    },
  }
}
