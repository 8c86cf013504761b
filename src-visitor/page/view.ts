import { ownText, textIn, type Language } from '../../src-shared/language.ts'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import { viewCall, type CallView } from '../call/call-view.ts'
import type { PageActions } from './page-actions.ts'
import { viewDoor, type DoorView } from '../door/door-view.ts'
import { isOver } from '../knock/own-knock.ts'
import { viewKnockAgain, viewOver, type KnockAgainView, type OverView } from '../over/over-view.ts'
import { viewWaiting, type WaitingView } from '../waiting/waiting-view.ts'
import { admissionOf, isRestarting, phoneOf, type PageState } from './page-state.ts'

export type View =
  | { readonly kind: 'resuming'; readonly isOffline: boolean; readonly isRestarting: boolean }
  | {
      readonly kind: 'refused'
      readonly code: FailureCode
      readonly phone: string | null
      readonly retry: (() => void) | null
      readonly reload: (() => void) | null
    }
  /** Open in another tab, which has the knock. */
  | { readonly kind: 'displaced'; readonly continueHere: () => void }
  | DoorView
  | WaitingView
  | CallView
  | OverView
  | { readonly kind: 'farewell'; readonly knockAgain: KnockAgainView }

/** What every screen shows around its view. */
export type Frame = {
  readonly language: Language
  /** Empty while it is unknown, or when the company gave no name. */
  readonly company: string
  readonly greeting: string
}

export function frameOf(state: PageState): Frame {
  const { language, room } = state
  return {
    language,
    company: room ? textIn(language, room.profile.company) : '',
    greeting: room ? ownText(language, room.profile.greeting) : '',
  }
}

/** What the visitor sees and can do now. An action that is null cannot be done now, and has no button. */
export function viewOf(state: PageState, actions: PageActions): View {
  const { knock, connection } = state
  // A call needs the server only to be repaired; it is not taken off the screen.
  if (connection.kind === 'refused' && !admissionOf(state) && !isOver(knock)) {
    return viewRefusal(state, connection.code, actions)
  }
  if (connection.kind === 'displaced' && !isOver(knock)) {
    return { kind: 'displaced', continueHere: actions.continueHere }
  }
  switch (knock.kind) {
    case 'resuming':
      return { kind: 'resuming', isOffline: connection.kind === 'offline', isRestarting: isRestarting(state) }
    case 'farewell':
      return { kind: 'farewell', knockAgain: viewKnockAgain(state, actions) }
    case 'over':
      return viewOver(state, knock.end, actions)
    case 'none':
      return viewDoor(state, knock.failure, actions)
    case 'sending':
      return viewWaiting(state, actions)
    case 'live':
      return knock.phase.kind === 'admitted' ? viewCall(state, actions) : viewWaiting(state, actions)
    default:
      return assertNever(knock)
  }
}

function viewRefusal(state: PageState, code: FailureCode, actions: PageActions): View {
  const isOutdated = code === 'protocol-mismatch'
  return {
    kind: 'refused',
    code,
    phone: phoneOf(state),
    retry: isOutdated || code === 'unknown-room' ? null : actions.retry,
    reload: isOutdated ? actions.reload : null,
  }
}
