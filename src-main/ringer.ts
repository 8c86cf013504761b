/**
 * The ring, played by a hidden window of its own and supervised from here.
 *
 * It is not the desk's window, because that may be reloading or gone when a knock comes. And its claim to be ringing is
 * not enough: the system has to confirm that the page is audible.
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

/** The hidden window; `windows/ringer-window.ts` makes the real one. */
export type RingerWindow = {
  send: (order: RingOrder) => void
  isAudible: () => boolean
  reload: () => void
  dispose: () => void
}

export type RingerWindowEvents = {
  /** The page is listening, after its first load or a reload. */
  readonly onReady: () => void
  readonly onReport: (status: RingStatus) => void
  readonly onAudible: (isAudible: boolean) => void
  /** Its process died. */
  readonly onGone: () => void
  /** The process that plays every page's sound died; the page itself is alive. */
  readonly onServiceGone: () => void
}

export type RingerOptions = {
  readonly openWindow: (events: RingerWindowEvents) => RingerWindow
  /** The system's own sound, as a last resort. */
  readonly beep: () => void
  readonly clock: Clock
  readonly log: LogPort
}

/** `isAudible` is what the system says, not the page. */
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
        // Its claim to be ringing counts for nothing while it cannot be heard.
        if (!isBeeping || status.kind !== 'ringing') statuses.tell(status)
      },
      onAudible: (isAudible) => {
        if (order.kind !== 'ring') return
        if (!isAudible) {
          // The device was unplugged, or something else between page and loudspeaker is gone.
          awaitProof()
          return
        }
        cancelProof()
        hasReloaded = false
        if (!isBeeping) return
        // The window recovered by itself, so the beeps stop.
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
        // The page cannot recover from this by itself.
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
      // A window that is not ready gets the order as soon as it is.
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
