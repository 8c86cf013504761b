import type { DeskRef } from '../../src-shared/desk-ref.ts'
import { isUnanswered, type DeskKnock } from '../../src-shared/knock.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
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
  const earlier = before && toDeskKnock(before)
  if (knock) {
    if (isUnanswered(knock)) return earlier && isUnanswered(earlier) ? null : { kind: 'knock', knock }
    const by = answererOf(knock)
    return earlier && by && isUnanswered(earlier) ? { kind: 'answered', knock, by } : null
  }
  const end = toKnockEnd(after.phase)
  if (!earlier || !end) return null
  switch (end.kind) {
    case 'admitted':
      return { kind: 'answered', knock: earlier, by: end.by }
    case 'denied':
      // That a desk has answered was told when it could still be undone.
      return earlier.denial === null ? { kind: 'answered', knock: earlier, by: end.by } : null
    case 'withdrawn':
    case 'expired':
      return { kind: 'missed', knock: earlier }
    default:
      return assertNever(end)
  }
}

function answererOf({ phase, denial }: DeskKnock): DeskRef | null {
  return denial?.by ?? (phase.kind === 'held' ? phase.by : null)
}
