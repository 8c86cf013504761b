import type { DeskKnock } from '../../src-shared/knock.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Visit } from '../../src-shared/visit.ts'
import type { KnockRecord } from '../knocks/knock-machine.ts'
import { toDeskKnock, toKnockEnd, toVisit } from '../knocks/knock-views.ts'

/** What happened to a knock, for whoever calls people that are not at a desk. Told after it is on the disk. */
export type RoomEvent =
  /** It waits; `waitingSinceMs` is when it began. Again after a hold that ran out, with `isNew` false. */
  | { readonly kind: 'knock'; readonly knock: DeskKnock; readonly waitingSinceMs: number; readonly isNew: boolean }
  /** A desk has acted, so nobody else has to be called. */
  | {
      readonly kind: 'answered'
      readonly knock: DeskKnock
      readonly by: DeskRef
      readonly answer: 'admitted' | 'held' | 'denied'
    }
  /** The visitor went in vain. */
  | { readonly kind: 'missed'; readonly knock: DeskKnock; readonly visit: Visit }

export type RoomEvents = {
  readonly on: (listener: (event: RoomEvent) => void) => Unsubscribe
  /** A knock has changed from `before`, null for a new one, to `after`. */
  readonly tell: (before: KnockRecord | null, after: KnockRecord) => void
}

export function createRoomEvents(): RoomEvents {
  const listeners = new Set<(event: RoomEvent) => void>()
  return {
    on(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    tell(before, after) {
      const event = toRoomEvent(before, after)
      if (event) for (const listener of listeners) listener(event)
    },
  }
}

/** Null for what nobody has to be told outside. */
export function toRoomEvent(before: KnockRecord | null, after: KnockRecord): RoomEvent | null {
  const knock = toDeskKnock(after)
  if (knock?.phase.kind === 'waiting') {
    if (before?.phase.kind === 'waiting') return null
    return { kind: 'knock', knock, waitingSinceMs: knock.phase.sinceMs, isNew: before === null }
  }
  if (knock?.phase.kind === 'held') {
    return before?.phase.kind === 'held' ? null : { kind: 'answered', knock, by: knock.phase.by, answer: 'held' }
  }
  const earlier = before && toDeskKnock(before)
  const end = toKnockEnd(after.phase)
  const visit = toVisit(after)
  if (!earlier || !end || !visit) return null
  switch (end.kind) {
    case 'admitted':
    case 'denied':
      return { kind: 'answered', knock: earlier, by: end.by, answer: end.kind }
    case 'withdrawn':
    case 'expired':
      return { kind: 'missed', knock: earlier, visit }
    default:
      return assertNever(end)
  }
}
