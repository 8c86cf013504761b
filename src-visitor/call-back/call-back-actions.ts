import type { CallBackDraft, CallBackFact } from './call-back-state.ts'
import { readDraft } from './call-back-state.ts'
import type { PageActions } from '../page/page-actions.ts'
import type { PageState } from '../page/page-state.ts'
import type { RoomPort } from '../room/room-port.ts'

type CallBackActionName = 'openCallBack' | 'typeCallBack' | 'sendCallBack' | 'closeCallBack'

export type CallBackActions = {
  readonly actions: Pick<PageActions, CallBackActionName>
  /** Sends what the server has not confirmed. */
  readonly deliver: () => void
}

/**
 * What the visitor does to be phoned. A request is sent until the server has confirmed it; the last one counts there.
 */
export function createCallBackActions(options: {
  readonly room: RoomPort
  readonly getState: () => PageState
  readonly tell: (fact: CallBackFact) => void
  /** Delivers again after a while, if there is a connection; without one the next welcome does. */
  readonly deliverLater: () => void
}): CallBackActions {
  const { getState, tell, deliverLater } = options

  async function send(request: CallBackDraft): Promise<void> {
    const result = await options.room.request('call-back', request)
    const { stage } = getState().callBack
    if (stage.kind !== 'sending' || stage.request !== request) return
    if (result.kind === 'ok') tell({ kind: 'call-back-taken' })
    else if (result.code === 'offline') deliverLater()
    else tell({ kind: 'call-back-failed', code: result.code })
  }

  function deliver(): void {
    const { stage } = getState().callBack
    if (stage.kind === 'sending') void send(stage.request)
  }

  return {
    deliver,
    actions: {
      openCallBack: () => tell({ kind: 'call-back-opened', name: getState().name }),
      closeCallBack: () => tell({ kind: 'call-back-closed' }),
      typeCallBack: (field, text) => tell({ kind: 'call-back-typed', field, text }),
      sendCallBack() {
        const request = readDraft(getState().callBack.draft)
        if (typeof request === 'string') return tell({ kind: 'call-back-unclear', problem: request })
        tell({ kind: 'call-back-sent', request })
        deliver()
      },
    },
  }
}
