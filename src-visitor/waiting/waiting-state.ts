import { assertNever } from '../../src-shared/result.ts'

/** What the visitor did while waiting, on this page alone. */
export type WaitingState = {
  /** When the visitor last chose to go on waiting, server's clock. */
  readonly chosenAtMs: number | null
}

export type WaitingChange = { readonly kind: 'chosen' }

/** Of every new knock. */
export const freshWaiting: WaitingState = { chosenAtMs: null }

export function reduceWaiting(state: WaitingState, change: WaitingChange, serverNowMs: number): WaitingState {
  switch (change.kind) {
    case 'chosen':
      return { ...state, chosenAtMs: serverNowMs }
    default:
      return assertNever(change.kind)
  }
}
