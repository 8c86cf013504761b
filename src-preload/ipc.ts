import { ipcRenderer } from 'electron'
import type { DeskRequestAnswers, DeskRequestName, DeskRequestPayload } from '../src-shared/desk-requests.ts'
import type { IpcNotices, IpcPushes, IpcQuestions } from '../src-shared/ipc-contract.ts'
import type { Result } from '../src-shared/result.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'

/** Asks main. Rejects only where main refuses the sender or the payload, which is a bug of ours. */
export function ask<Channel extends keyof IpcQuestions>(
  channel: Channel,
  payload: IpcQuestions[Channel]['payload'],
): Promise<IpcQuestions[Channel]['answer']> {
  return ipcRenderer.invoke(channel, payload)
}

/** Asks the room server through main, which checks the payload by the request's name. */
export function request<Name extends DeskRequestName>(
  name: Name,
  payload: DeskRequestPayload<Name>,
): Promise<Result<DeskRequestAnswers[Name]>> {
  const channel: keyof IpcQuestions = 'request'
  return ipcRenderer.invoke(channel, { name, payload } satisfies IpcQuestions['request']['payload'])
}

/** Tells main; there is no answer. */
export function tell<Channel extends keyof IpcNotices>(channel: Channel, payload: IpcNotices[Channel]): void {
  ipcRenderer.send(channel, payload)
}

/** Listens to main. Only the payload is handed on: the event object would give the page a way to `ipcRenderer`. */
export function listen<Channel extends keyof IpcPushes>(
  channel: Channel,
  listener: (payload: IpcPushes[Channel]) => void,
): Unsubscribe {
  const onPush = (_event: unknown, payload: IpcPushes[Channel]): void => {
    listener(payload)
  }
  ipcRenderer.on(channel, onPush)
  return () => {
    ipcRenderer.off(channel, onPush)
  }
}
