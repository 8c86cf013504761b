import { useSyncExternalStore } from 'react'

/** The fragment of the address, e.g. `#settings/hours`. Screens are kept there, so that they survive a reload. */
export function useHash(): string {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener)
      return () => removeEventListener('hashchange', listener)
    },
    () => location.hash,
  )
}
