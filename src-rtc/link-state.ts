import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import type { RtcClock } from './clock.ts'

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'reconnecting' }

/** What people are told of the link: a cut that is repaired quickly is not mentioned. */
export type LinkStateKeeper = {
  get: () => LinkState
  well: () => void
  /** Nothing came since `sinceMs`. */
  lost: (sinceMs: number) => void
  dispose: () => void
}

const tellAfterMs = 1_500

export function createLinkState(clock: RtcClock, onChanged: () => void): LinkStateKeeper {
  let state: LinkState = { kind: 'connecting' }
  let cancelTimer: Unsubscribe | null = null

  function change(kind: LinkState['kind']): void {
    cancelTimer?.()
    cancelTimer = null
    if (state.kind === kind) return
    state = { kind }
    onChanged()
  }

  return {
    get: () => state,
    well: () => change('connected'),
    lost(sinceMs) {
      if (state.kind !== 'connected' || cancelTimer) return
      cancelTimer = clock.setTimer(Math.max(0, sinceMs + tellAfterMs - clock.monotonicNow()), () =>
        change('reconnecting'),
      )
    },
    dispose: () => cancelTimer?.(),
  }
}
