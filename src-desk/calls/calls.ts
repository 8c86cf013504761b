import type { Call, CallEnd } from '../../src-shared/call.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { CallId } from '../../src-shared/ids.ts'
import type { DeskFact } from '../core/desk-fact.ts'
import { ownCall } from '../core/selectors.ts'

type CallsSlice = Pick<DeskState, 'calls' | 'lastCallEnd' | 'lines'>

/** Returns the fields that change. `lastCallEnd` and `lines` are only about this desk's own calls, the latest of them. */
export function reduceCalls(slice: CallsSlice & Pick<DeskState, 'self'>, fact: DeskFact): Partial<CallsSlice> {
  const change = changeBy(slice, fact)
  if (!change.calls) return change
  const own = ownCall({ calls: change.calls, self: slice.self })
  // What was written in a call is gone with it.
  if (!own) return { ...change, lines: [] }
  const isNew = own.id !== ownCall(slice)?.id
  return { ...(isNew ? { lines: [] } : {}), ...change, lastCallEnd: null }
}

function changeBy(slice: CallsSlice & Pick<DeskState, 'self'>, fact: DeskFact): Partial<CallsSlice> {
  const { calls } = slice
  const own = ownCall(slice)

  if (fact.kind === 'room-chosen') return { calls: [], lastCallEnd: null, lines: [] }
  if (fact.kind === 'lines:changed') return own?.id === fact.payload.callId ? { lines: fact.payload.lines } : {}
  if (fact.kind === 'snapshot') {
    const isOwnLost = own !== null && !fact.payload.calls.some((call) => call.id === own.id)
    // It ended while this desk was away, and the server no longer says how.
    const { lines } = fact.payload
    return { calls: fact.payload.calls, lines, ...(isOwnLost ? { lastCallEnd: endOf(own, 'desk-lost') } : {}) }
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
