import { useSyncExternalStore } from 'react'
import { createSharedSource } from './shared-source.ts'

/** One timer for all clocks on the screen, running only while there are any. */
const seconds = createSharedSource(() => {
  const timer = setInterval(seconds.tell, 1000)
  return () => clearInterval(timer)
})

/** Epoch ms of this desk's clock, in whole seconds. */
export function useNow(): number {
  return useSyncExternalStore(seconds.subscribe, nowMs)
}

function nowMs(): number {
  return Math.floor(Date.now() / 1000) * 1000
}
