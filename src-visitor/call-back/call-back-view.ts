import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import type { CallBackDraft, CallBackField, PhoneProblem } from './call-back-state.ts'
import type { PageActions } from '../page/page-actions.ts'
import type { PageState } from '../page/page-state.ts'

export type CallBackForm = {
  readonly kind: 'form'
  readonly draft: CallBackDraft
  readonly problem: PhoneProblem | null
  /** Why the server did not take it. */
  readonly failure: FailureCode | null
  readonly type: (field: CallBackField, text: string) => void
  readonly send: () => void
  readonly close: () => void
}

/** The visitor's wish to be phoned: offered, being written, on its way, or confirmed. */
export type CallBackView =
  | { readonly kind: 'offered'; readonly open: () => void }
  | CallBackForm
  | { readonly kind: 'sending'; readonly phone: string; readonly isOffline: boolean }
  | { readonly kind: 'taken'; readonly phone: string }

/** Null where it is not offered and not asked for. */
export function viewCallBack(state: PageState, actions: PageActions, isOffered: boolean): CallBackView | null {
  const { draft, stage } = state.callBack
  switch (stage.kind) {
    case 'idle':
      return isOffered ? { kind: 'offered', open: actions.openCallBack } : null
    case 'filling':
      return {
        kind: 'form',
        draft,
        problem: stage.problem,
        failure: stage.failure,
        type: actions.typeCallBack,
        send: actions.sendCallBack,
        close: actions.closeCallBack,
      }
    case 'sending':
      return { kind: 'sending', phone: stage.request.phone, isOffline: state.connection.kind !== 'online' }
    case 'taken':
      return { kind: 'taken', phone: stage.request.phone }
    default:
      return assertNever(stage)
  }
}
