/** When the desk calls for a person, and how: pure questions to the core's state, carried out by the reactors. */
import type { KnockId } from '../../src-shared/ids.ts'
import type { RingOrder } from '../../src-shared/ring-order.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import type { Attention } from '../ports.ts'
import { isOnline, isRinging, knockIsCalling, openKnocks, ownCall, waitingKnocks } from './selectors.ts'
import type { CoreState } from './core-state.ts'

const silence: RingOrder = { kind: 'silence' }

/**
 * Rings while a visitor waits un-held at a connected page, the more urgently the longer nobody acts. During a call of
 * this desk each new knock chimes once; so does a visitor who enters without a knock, and an alarm. Silent while the
 * room is closed, and while the server cannot be reached: who waits cannot be known then, and the attention says
 * *offline* instead.
 */
export function ringOrder({ desk, escalation, ringMemory }: CoreState): RingOrder {
  const { volume, outputDeviceId } = desk.settings.ring
  const { sequence, isTested, chime } = ringMemory
  if (isTested) return { kind: 'ring', volume, outputDeviceId, alsoOnDefault: false, sequence }
  if (isRinging(desk)) {
    const { isLoud, alsoOnDefault } = escalation
    return { kind: 'ring', volume: isLoud ? 1 : volume, outputDeviceId, alsoOnDefault, sequence }
  }
  return chime ? { kind: 'chime', volume, outputDeviceId, sequence } : silence
}

/** Whether somebody has to come to the screen now. Not for a visitor who waits while this desk is in a call. */
export function shouldShowCard({ desk }: CoreState): boolean {
  return isOnline(desk) && !ownCall(desk) && desk.knocks.some(knockIsCalling)
}

export function attention(state: CoreState): Attention {
  const { desk } = state
  return {
    kind: attentionKind(state),
    openKnocks: openKnocks(desk).length,
    openFollowUps: desk.followUps.length,
    isUrgent: shouldShowCard(state),
  }
}

function attentionKind({ desk }: CoreState): Attention['kind'] {
  if (!isOnline(desk)) return 'offline'
  if (ownCall(desk)) return 'call'
  return openKnocks(desk).length > 0 ? 'knock' : 'idle'
}

/** The oldest knock of which nobody here was told yet; null when there is none. */
export function knockToAlert({ desk, alertMemory }: CoreState): DeskKnock | null {
  if (!isOnline(desk)) return null
  return desk.knocks.find((knock) => knockIsCalling(knock) && !alertMemory.announced.includes(knock.id)) ?? null
}

/** An alert whose knock was answered, held, or is gone; null when there is none. */
export function alertToClear({ desk, alertMemory }: CoreState): KnockId | null {
  const waiting = new Set(waitingKnocks(desk).map((knock) => knock.id))
  return alertMemory.standing.find((id) => !waiting.has(id)) ?? null
}
