import type { CallEnd } from '../../src-shared/call.ts'
import { textIn } from '../../src-shared/language.ts'
import { assertNever } from '../../src-shared/result.ts'
import { viewCallBack, type CallBackView } from '../call-back/call-back-view.ts'
import { linkUntil } from '../door/door-view.ts'
import type { OverPhase } from '../knock/own-knock.ts'
import type { PageActions } from '../page/page-actions.ts'
import { phoneOf, type PageState } from '../page/page-state.ts'

/** How it ended, in the visitor's eyes. */
export type OverCause = 'denied' | 'withdrawn' | 'visitor-gone' | 'unanswered' | CallEnd

export type OverView = {
  readonly kind: 'over'
  readonly cause: OverCause
  readonly message: string | null
  readonly phone: string | null
  /** Until when the visitor may come again with the same link. */
  readonly linkUntil: string | null
  readonly callBack: CallBackView | null
  readonly knockAgain: KnockAgainView | null
  readonly leaveRoom: () => void
}

export type KnockAgainView = {
  readonly knock: () => void
  /** Null while another form asks for the name. */
  readonly name: { readonly value: string; readonly type: (name: string) => void } | null
}

export function viewOver(state: PageState, end: OverPhase, actions: PageActions): OverView {
  const cause = causeOf(end)
  const isCallOver = cause === 'desk-hung-up' || cause === 'visitor-left'
  const isRepeatable = cause !== 'denied' && !isCallOver
  const callBack = viewCallBack(state, actions, !isCallOver)
  return {
    kind: 'over',
    cause,
    message: end.kind === 'denied' && end.message ? textIn(state.language, end.message) || null : null,
    phone: isCallOver ? null : phoneOf(state),
    linkUntil: linkUntil(state),
    callBack,
    knockAgain: isRepeatable ? viewKnockAgain(state, actions, callBack) : null,
    leaveRoom: actions.leaveRoom,
  }
}

export function viewKnockAgain(
  state: PageState,
  actions: PageActions,
  callBack: CallBackView | null = null,
): KnockAgainView {
  const name = { value: state.name, type: actions.typeName }
  return { knock: actions.knock, name: callBack?.kind === 'form' ? null : name }
}

function causeOf(end: OverPhase): OverCause {
  switch (end.kind) {
    case 'ended':
      return end.reason
    case 'expired':
      return end.cause
    case 'denied':
    case 'withdrawn':
      return end.kind
    default:
      return assertNever(end)
  }
}
