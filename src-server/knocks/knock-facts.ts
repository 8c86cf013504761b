import type { Answer, ServerFact } from '../metrics/server-facts.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import type { KnockRecord } from './knock-record.ts'
import { toKnockEnd } from './knock-views.ts'

/** What a change of a knock is to whoever counts; a page that left without a knock is none. */
export function factsOfKnock(
  room: RoomAddress,
  { before, after, atMs }: { readonly before: KnockRecord | null; readonly after: KnockRecord; readonly atMs: number },
): readonly ServerFact[] {
  if (after.phase.kind === 'over' && after.phase.end.kind === 'not-knocked') return []
  if (before === null) return [{ kind: 'knocked', room }]
  const facts: ServerFact[] = []
  const answer = isUnanswered(before) ? answerOf(after) : null
  if (answer) facts.push({ kind: 'answered', room, answer, afterMs: Math.max(atMs - after.knockedAtMs, 0) })
  const end = toKnockEnd(after.phase)
  if (end && !toKnockEnd(before.phase)) facts.push({ kind: 'ended', room, outcome: end.kind })
  return facts
}

/** A hold that has run out leaves another time since which the visitor waits. */
function isUnanswered({ phase, knockedAtMs, denial }: KnockRecord): boolean {
  return phase.kind === 'waiting' && phase.sinceMs === knockedAtMs && denial === null
}

function answerOf({ phase, denial }: KnockRecord): Answer | null {
  if (phase.kind === 'held') return 'held'
  if (denial !== null) return 'denied'
  const end = toKnockEnd(phase)
  return end?.kind === 'admitted' || end?.kind === 'denied' ? end.kind : null
}
