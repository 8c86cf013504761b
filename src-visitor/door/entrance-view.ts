import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import type { PageActions } from '../page/page-actions.ts'
import type { PageState } from '../page/page-state.ts'

/** Why an invitation did not let the visitor in. */
export type InvitationFailure = 'used' | 'gone' | 'busy' | 'nobody' | 'other'

export type Entrance =
  | { readonly kind: 'knock' }
  | { readonly kind: 'invited'; readonly enter: () => void }
  /** Then one knocks like everybody; `enter` is there where trying again can help. */
  | { readonly kind: 'failed'; readonly why: InvitationFailure; readonly enter: (() => void) | null }

const failures: Partial<Record<FailureCode, InvitationFailure>> = {
  'wrong-state': 'used',
  'not-found': 'gone',
  'bad-request': 'gone',
  busy: 'busy',
  offline: 'nobody',
}

export function viewEntrance({ invitation }: PageState, actions: PageActions): Entrance {
  switch (invitation.kind) {
    case 'none':
      return { kind: 'knock' }
    case 'ready':
      return { kind: 'invited', enter: actions.enter }
    case 'failed':
      return {
        kind: 'failed',
        why: failures[invitation.code] ?? 'other',
        enter: invitation.token === null ? null : actions.enter,
      }
    default:
      return assertNever(invitation)
  }
}
