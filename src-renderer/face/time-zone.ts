import { useSyncExternalStore } from 'react'
import { createSharedSource } from './shared-source.ts'

/** Browsers do not tell a page when the computer's zone changes. Asking takes a tenth of a millisecond. */
const lookEveryMs = 10_000

let timeZone = readTimeZone()

const changes = createSharedSource(() => {
  const timer = setInterval(look, lookEveryMs)
  // Timers are throttled in a hidden page, and a PC may wake up in another zone.
  document.addEventListener('visibilitychange', look)
  look()
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  }
})

/** The computer's time zone, e.g. `Asia/Tokyo`. Renders again within seconds of a change. */
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
