import { useSyncExternalStore } from 'react'
import { createSharedSource } from './shared-source.ts'

/** No browser tells a page that its computer's zone was changed, and asking takes a tenth of a millisecond. */
const lookEveryMs = 10_000

let timeZone = readTimeZone()

const changes = createSharedSource(() => {
  const timer = setInterval(look, lookEveryMs)
  // A hidden page's timers are slow, and a PC that slept may wake up somewhere else.
  document.addEventListener('visibilitychange', look)
  look()
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  }
})

/** The zone of this computer's clock, e.g. `Asia/Tokyo`; painted again soon after somebody changes it. */
export function useTimeZone(): string {
  return useSyncExternalStore(changes.subscribe, () => timeZone)
}

function look(): void {
  const now = readTimeZone()
  if (now === timeZone) return
  timeZone = now
  changes.tell()
}

function readTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
