/** Makes the sounds of a knock. Used by the app's ringer window and by the desk page. */
import type { RingStatus } from '../../src-shared/desk-state.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { RingOrder } from '../../src-shared/ring-order.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { createRingOutput, type RingOutput, type RingOutputDeps } from './ring-output.ts'
import { isSameData } from '../../src-shared/same-data.ts'

export type RingPlayer = {
  /** An order replaces the one before; the same order again changes nothing. */
  apply: (order: RingOrder) => void
  onStatus: (listener: (status: RingStatus) => void) => Unsubscribe
  /** What the loudspeaker does now. */
  status: () => RingStatus
  /** Must be called from a click: before that, a page may make no sound. */
  unlock: () => void
  dispose: () => void
}

export type RingPlayerDeps = Omit<RingOutputDeps, 'onStatus'> & {
  /** Output devices came or went. */
  readonly onDevicesChanged: (listener: () => void) => Unsubscribe
}

/**
 * One output on the chosen device, and a second one on the default device while an order wants both. The status is the
 * chosen device's, unless only the other one can be heard.
 */
export function createRingPlayer(deps: RingPlayerDeps): RingPlayer {
  const listeners = createListeners<RingStatus>()
  let order: RingOrder = { kind: 'silence' }
  let status: RingStatus = { kind: 'silent' }
  let second: RingOutput | null = null
  const first = createRingOutput({ ...deps, onStatus: onOutputStatus })

  function onOutputStatus(): void {
    followWithSecond()
    const next = statusOf(first, second)
    if (isSameData(next, status)) return
    status = next
    listeners.tell(next)
  }

  /** Not if the chosen device is gone: the first output is the default one then, and both at once would blur. */
  function followWithSecond(): void {
    const isWanted = order.kind === 'ring' && order.alsoOnDefault && order.outputDeviceId !== ''
    if (order.kind === 'ring' && isWanted && first.status().kind !== 'other-output') {
      second ??= createRingOutput({ ...deps, onStatus: onOutputStatus })
      second.apply({ ...order, outputDeviceId: '', alsoOnDefault: false })
    } else second?.apply({ kind: 'silence' })
  }

  const stopWatching = deps.onDevicesChanged(first.checkOutput)

  return {
    apply: (next) => {
      order = next
      first.apply(next.kind === 'ring' ? { ...next, alsoOnDefault: false } : next)
      followWithSecond()
    },
    status: () => status,
    onStatus: listeners.add,
    unlock: () => {
      first.unlock()
      second?.unlock()
    },
    dispose: () => {
      stopWatching()
      listeners.clear()
      first.dispose()
      second?.dispose()
    },
  }
}

function statusOf(first: RingOutput, second: RingOutput | null): RingStatus {
  const own = first.status()
  return own.kind === 'failed' && second?.status().kind === 'ringing' ? { kind: 'other-output' } : own
}
