import { readDraft, type CallBackChange, type CallBackDraft, type CallBackField } from './call-back-state.ts'
import type { PageFact } from '../page/page-reducer.ts'
import type { PageState } from '../page/page-state.ts'
import type { RoomPort } from '../room/room-port.ts'

export type CallBackActions = {
  readonly openCallBack: () => void
  readonly typeCallBack: (field: CallBackField, text: string) => void
  readonly sendCallBack: () => void
  readonly closeCallBack: () => void
}

export type CallBackActionsHandle = {
  readonly actions: CallBackActions
  /** Sends what the server has not confirmed. */
  readonly deliver: () => void
}

/**
 * What the visitor does to be phoned. A request is sent until the server has confirmed it; the last one counts there.
 */
export function createCallBackActions(options: {
  readonly room: RoomPort
  readonly getState: () => PageState
  readonly tell: (fact: PageFact) => void
  /** Delivers again after a while, if there is a connection; without one the next welcome does. */
  readonly deliverLater: () => void
}): CallBackActionsHandle {
  const { getState, deliverLater } = options
  const change = (to: CallBackChange) => options.tell({ kind: 'call-back-changed', change: to })

  async function send(request: CallBackDraft): Promise<void> {
    const result = await options.room.request('call-back', request)
    const { stage } = getState().callBack
    if (stage.kind !== 'sending' || stage.request !== request) return
    if (result.kind === 'ok') change({ kind: 'taken' })
    else if (result.code === 'offline') deliverLater()
    else change({ kind: 'failed', code: result.code })
  }

  function deliver(): void {
    const { stage } = getState().callBack
    if (stage.kind === 'sending') void send(stage.request)
  }

  return {
    deliver,
    actions: {
      openCallBack: () => change({ kind: 'opened', name: getState().name }),
      closeCallBack: () => change({ kind: 'closed' }),
      typeCallBack: (field, text) => change({ kind: 'typed', field, text }),
      sendCallBack() {
        const request = readDraft(getState().callBack.draft)
        if (typeof request === 'string') return change({ kind: 'unclear', problem: request })
        change({ kind: 'sent', request })
        deliver()
      },
    },
  }
}
