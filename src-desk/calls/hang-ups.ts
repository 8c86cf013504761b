/**
 * Calls that a person at this desk has left but the server does not know about yet.
 *
 * Hanging up must work at once, even offline, because the camera is on. So the call leaves the view immediately, and
 * `hang-up-teller.ts` tells the server when it can.
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

/** The fact without the calls this desk has left; null if nothing remains of it. */
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
