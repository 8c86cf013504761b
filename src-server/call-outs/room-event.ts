import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { KnockRecord } from '../knocks/knock-machine.ts'
import { toDeskKnock, toKnockEnd } from '../knocks/knock-views.ts'

/** What happened to a knock, for whoever calls people that are not at a desk. */
export type RoomEvent =
  /** It waits, or waits again after a hold. */
  | { readonly kind: 'knock'; readonly knock: DeskKnock }
  /** A desk has acted, so nobody else has to be called. */
  | { readonly kind: 'answered'; readonly knock: DeskKnock; readonly by: DeskRef }
  /** The visitor went in vain. */
  | { readonly kind: 'missed'; readonly knock: DeskKnock }

/** `before` is null for a new knock. Null for a change that is not called out. */
export function toRoomEvent(before: KnockRecord | null, after: KnockRecord): RoomEvent | null {
  const knock = toDeskKnock(after)
  if (knock?.phase.kind === 'waiting') return before?.phase.kind === 'waiting' ? null : { kind: 'knock', knock }
  if (knock?.phase.kind === 'held') {
    return before?.phase.kind === 'held' ? null : { kind: 'answered', knock, by: knock.phase.by }
  }
  const earlier = before && toDeskKnock(before)
  const end = toKnockEnd(after.phase)
  if (!earlier || !end) return null
  switch (end.kind) {
    case 'admitted':
    case 'denied':
      return { kind: 'answered', knock: earlier, by: end.by }
    case 'withdrawn':
    case 'expired':
      return { kind: 'missed', knock: earlier }
    default:
      return assertNever(end)
  }
}
