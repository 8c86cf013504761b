import { useSyncExternalStore } from 'react'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null

/** Epoch ms of this desk's clock, in whole seconds: one timer for every clock on the screen, none without any. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, nowMs)
}

function nowMs(): number {
  return Math.floor(Date.now() / 1000) * 1000
}

function subscribe(listener: () => void): Unsubscribe {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const tell of listeners) tell()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}
