import type { Signal } from '../../src-shared/call.ts'
import type { CallId } from '../../src-shared/ids.ts'
import type { CallSide } from '../../src-shared/call-line.ts'
import { limits } from '../../src-shared/limits.ts'

/** Signals for a side of a call that is disconnected for a moment, in the order in which they were sent. */
export type CallMailbox = {
  /** False when it is full, and nothing was kept. */
  readonly put: (to: CallSide, signal: Signal) => boolean
  /** Takes all out. */
  readonly take: (to: CallSide, callId: CallId) => readonly Signal[]
  /** The call is over. */
  readonly forget: (callId: CallId) => void
}

export function createCallMailbox(): CallMailbox {
  const kept = new Map<string, Signal[]>()
  const keyOf = (to: CallSide, callId: CallId): string => `${to} ${callId}`
  return {
    put(to, signal) {
      const key = keyOf(to, signal.callId)
      // A peer would drop anything older than the newest generation.
      const signals = (kept.get(key) ?? []).filter(
        (earlier) => earlier.generation >= signal.generation || isJoin(earlier),
      )
      if (signals.length >= limits.signalsKept) return false
      kept.set(key, [...signals, signal])
      return true
    },
    take(to, callId) {
      const signals = kept.get(keyOf(to, callId)) ?? []
      kept.delete(keyOf(to, callId))
      return signals
    },
    forget(callId) {
      kept.delete(keyOf('visitor', callId))
      kept.delete(keyOf('desk', callId))
    },
  }
}

/** `join` has no generation of its own and is never outdated. */
function isJoin(signal: Signal): boolean {
  return signal.body.kind === 'join'
}
