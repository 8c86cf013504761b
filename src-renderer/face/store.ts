import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** Anything with a current value that says when it changes. */
export type Store<T> = {
  getState: () => T
  subscribe: (listener: () => void) => Unsubscribe
}
