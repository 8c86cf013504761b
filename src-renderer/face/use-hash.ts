import { useSyncExternalStore } from 'react'

/** The address's fragment, e.g. `#settings/hours`: which screen is shown stays the same over a reload. */
export function useHash(): string {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener)
      return () => removeEventListener('hashchange', listener)
    },
    () => location.hash,
  )
}
