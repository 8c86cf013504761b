/**
 * Calls that a person at this desk left and the server does not know of yet.
 *
 * Hanging up must work at once and without a connection, because the camera is on. So the call is gone from the view
 * the moment it is left, and the server is told as soon as it can be (`hang-up-teller.ts`).
 */
import type { CallId } from '../../src-shared/ids.ts'
import type { DeskFact } from '../core/desk-fact.ts'

export type OwedHangUps = readonly CallId[]

export function reduceHangUps(owed: OwedHangUps, fact: DeskFact): OwedHangUps {
  if (fact.kind === 'hung-up') return owed.includes(fact.callId) ? owed : [...owed, fact.callId]
  if (owed.length === 0) return owed
  if (fact.kind === 'call:ended') return owed.filter((id) => id !== fact.payload.callId)
  if (fact.kind === 'snapshot') return owed.filter((id) => fact.payload.calls.some((call) => call.id === id))
  return fact.kind === 'room-chosen' ? [] : owed
}

/** The fact as this desk wants to see it: without the calls it has left. Null when nothing remains of it. */
export function withoutLeftCalls(owed: OwedHangUps, fact: DeskFact): DeskFact | null {
  if (owed.length === 0) return fact
  if (fact.kind === 'call:changed') return owed.includes(fact.payload.call.id) ? null : fact
  if (fact.kind === 'knock:ended') {
    const { call, ...payload } = fact.payload
    return call && owed.includes(call.id) ? { ...fact, payload } : fact
  }
  if (fact.kind !== 'snapshot') return fact
  return {
    ...fact,
    payload: { ...fact.payload, calls: fact.payload.calls.filter((call) => !owed.includes(call.id)) },
  }
}
