import { useSyncExternalStore } from 'react'
import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** No browser tells a page that its computer's zone was changed, and asking takes a tenth of a millisecond. */
const lookEveryMs = 10_000

const listeners = createListeners<void>()
let timeZone = readTimeZone()
let followers = 0
let stopLooking: Unsubscribe | null = null

/** The zone of this computer's clock, e.g. `Asia/Tokyo`; painted again soon after somebody changes it. */
export function useTimeZone(): string {
  return useSyncExternalStore(subscribe, currentTimeZone)
}

/** As of the last look, at most 10 s ago while anything on the screen depends on it. */
function currentTimeZone(): string {
  return timeZone
}

function subscribe(listener: () => void): Unsubscribe {
  const remove = listeners.add(listener)
  followers += 1
  stopLooking ??= startLooking()
  return () => {
    remove()
    followers -= 1
    if (followers > 0) return
    stopLooking?.()
    stopLooking = null
  }
}

function startLooking(): Unsubscribe {
  const timer = setInterval(look, lookEveryMs)
  // A hidden page's timers are slow, and a PC that slept may wake up somewhere else.
  document.addEventListener('visibilitychange', look)
  look()
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  }
}

function look(): void {
  const now = readTimeZone()
  if (now === timeZone) return
  timeZone = now
  listeners.tell()
}

function readTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
