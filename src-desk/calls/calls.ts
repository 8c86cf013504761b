import type { Call, CallEnd } from '../../src-shared/call.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { CallId } from '../../src-shared/ids.ts'
import type { DeskFact } from '../core/desk-fact.ts'

type CallsSlice = Pick<DeskState, 'calls' | 'lastCallEnd'>

/**
 * Returns the fields that change. `lastCallEnd` is only about this desk's own calls, and the next of them is what
 * matters then.
 */
export function reduceCalls(slice: CallsSlice & Pick<DeskState, 'self'>, fact: DeskFact): Partial<CallsSlice> {
  const change = changeBy(slice, fact)
  const isInCall = change.calls?.some((call) => call.desk.id === slice.self.id) ?? false
  return isInCall ? { ...change, lastCallEnd: null } : change
}

function changeBy(slice: CallsSlice & Pick<DeskState, 'self'>, fact: DeskFact): Partial<CallsSlice> {
  const { calls, self } = slice
  const own = calls.find((call) => call.desk.id === self.id)

  if (fact.kind === 'room-chosen') return { calls: [], lastCallEnd: null }
  if (fact.kind === 'snapshot') {
    const isOwnLost = own !== undefined && !fact.payload.calls.some((call) => call.id === own.id)
    // It ended while this desk was away, and the server no longer says how.
    return { calls: fact.payload.calls, ...(isOwnLost ? { lastCallEnd: endOf(own, 'desk-lost') } : {}) }
  }
  if (fact.kind === 'knock:ended') return fact.payload.call ? { calls: withCall(calls, fact.payload.call) } : {}
  if (fact.kind === 'call:changed') return { calls: withCall(calls, fact.payload.call) }
  if (fact.kind === 'call:ended') return withoutCall(fact.payload.callId, fact.payload.reason)
  if (fact.kind === 'hung-up') return withoutCall(fact.callId, 'desk-hung-up')
  return {}

  function withoutCall(id: CallId, reason: CallEnd): Partial<CallsSlice> {
    const left = calls.filter((call) => call.id !== id)
    if (left.length === calls.length) return {}
    return own?.id === id ? { calls: left, lastCallEnd: endOf(own, reason) } : { calls: left }
  }
}

function withCall(calls: readonly Call[], call: Call): readonly Call[] {
  const isKnown = calls.some((known) => known.id === call.id)
  return isKnown ? calls.map((known) => (known.id === call.id ? call : known)) : [...calls, call]
}

function endOf(call: Call, reason: CallEnd): DeskState['lastCallEnd'] {
  return { callId: call.id, visitorName: call.visitorName, reason }
}
