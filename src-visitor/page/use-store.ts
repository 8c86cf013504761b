import { useEffect, useState } from 'preact/hooks'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

type Store<T> = {
  /** The same object until it changed. */
  readonly getState: () => T
  readonly subscribe: (listener: () => void) => Unsubscribe
}

/** What a store holds now; renders again whenever that changes. */
export function useStore<T>(store: Store<T>): T {
  const [state, setState] = useState(store.getState())
  useEffect(() => {
    const follow = (): void => setState(store.getState())
    follow()
    return store.subscribe(follow)
  }, [store])
  return state
}
