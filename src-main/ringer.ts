/**
 * The ring, played by a hidden window of its own and watched from here.
 *
 * The window that rings is not the desk's: that one can be reloading or gone when a knock comes. And its word that it
 * rings is not enough: only the system's own "this page makes a sound" is.
 */
import type { LogPort, RingerPort } from '../src-desk/ports.ts'
import type { Clock } from '../src-shared/clock.ts'
import type { RingStatus } from '../src-shared/desk-state.ts'
import type { RingOrder } from '../src-shared/ring-order.ts'
import { createListeners } from '../src-shared/listeners.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import { isSameData } from '../src-shared/same-data.ts'

const audibleWithinMs = 1500
const beepEveryMs = 1000
const recreateAfterMs = 500

/** The hidden window as the ringer uses it; `windows/ringer-window.ts` is the real one. */
export type RingerWindow = {
  send: (order: RingOrder) => void
  isAudible: () => boolean
  reload: () => void
  dispose: () => void
}

export type RingerWindowEvents = {
  /** The page listens now, after its first load and after each reload. */
  readonly onReady: () => void
  readonly onReport: (status: RingStatus) => void
  readonly onAudible: (isAudible: boolean) => void
  /** Its process died. */
  readonly onGone: () => void
  /** The process through which every page sounds died; the page itself lives. */
  readonly onServiceGone: () => void
}

export type RingerOptions = {
  readonly openWindow: (events: RingerWindowEvents) => RingerWindow
  /** The system's own sound, the last thing that is left. */
  readonly beep: () => void
  readonly clock: Clock
  readonly log: LogPort
}

/** `isAudible` is the system's word for it, not the page's. */
export type Ringer = RingerPort & { isAudible: () => boolean }

export function createRinger({ openWindow, beep, clock, log }: RingerOptions): Ringer {
  const statuses = createListeners<RingStatus>()
  let order: RingOrder = { kind: 'silence' }
  let isReady = false
  let hasReloaded = false
  let isDisposed = false
  let cancelProof: Unsubscribe = () => {}
  let cancelBeep: Unsubscribe = () => {}
  let cancelRecreate: Unsubscribe = () => {}
  let isBeeping = false
  let window = open()

  function open(): RingerWindow {
    isReady = false
    return openWindow({
      onReady: () => {
        isReady = true
        window.send(order)
        if (order.kind === 'ring') awaitProof()
      },
      onReport: (status) => {
        // While it cannot be heard, its own word that it rings is not passed on.
        if (!isBeeping || status.kind !== 'ringing') statuses.tell(status)
      },
      onAudible: (isAudible) => {
        if (order.kind !== 'ring') return
        if (!isAudible) {
          // The device was pulled, or something else between the page and the loudspeaker is gone.
          awaitProof()
          return
        }
        cancelProof()
        hasReloaded = false
        if (!isBeeping) return
        // The window is heard again by itself, so the beeps stop.
        stopBeeping()
        statuses.tell({ kind: 'ringing' })
      },
      onGone: () => {
        log.error('ringer gone')
        cancelProof()
        cancelRecreate()
        cancelRecreate = clock.setTimer(recreateAfterMs, () => {
          window.dispose()
          window = open()
        })
        if (order.kind === 'ring') startBeeping('the ringing window is gone')
      },
      onServiceGone: () => {
        log.error('audio service gone')
        // What the page held of it does not come back by itself.
        isReady = false
        window.reload()
        if (order.kind !== 'ring') return
        startBeeping('the audio service is gone')
        awaitProof()
      },
    })
  }

  function awaitProof(): void {
    cancelProof()
    cancelProof = clock.setTimer(audibleWithinMs, () => {
      if (order.kind !== 'ring' || window.isAudible()) return
      log.warn('ring is not audible', { hasReloaded })
      if (hasReloaded) {
        startBeeping('no sound came out of the ringing window')
        return
      }
      hasReloaded = true
      isReady = false
      window.reload()
      awaitProof()
    })
  }

  function startBeeping(cause: string): void {
    if (isBeeping) return
    isBeeping = true
    statuses.tell({ kind: 'failed', cause })
    const next = (): void => {
      beep()
      cancelBeep = clock.setTimer(beepEveryMs, next)
    }
    next()
  }
  function stopBeeping(): void {
    isBeeping = false
    cancelBeep()
  }

  return {
    apply: (next) => {
      if (isDisposed || isSameData(next, order)) return
      order = next
      hasReloaded = false
      if (next.kind !== 'ring') {
        cancelProof()
        stopBeeping()
      }
      // One that is not ready asks for the order as soon as it is.
      if (isReady) window.send(next)
      if (next.kind === 'ring') awaitProof()
    },
    isAudible: () => window.isAudible(),
    onStatus: statuses.add,
    dispose: () => {
      if (isDisposed) return
      isDisposed = true
      cancelProof()
      cancelRecreate()
      stopBeeping()
      statuses.clear()
      window.dispose()
    },
  }
}
