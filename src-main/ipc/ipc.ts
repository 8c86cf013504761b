/** The only code that touches `ipcMain`. */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import type { LogPort } from '../../src-desk/ports.ts'
import type { IpcNotices, IpcQuestions, WindowRole } from '../../src-shared/ipc-contract.ts'
import { parse } from '../../src-shared/parse.ts'
import { createScope } from '../../src-shared/scope.ts'
import { isAppUrl } from '../app-url.ts'
import { noticeRules, questionRules, type IpcRule } from './ipc-rules.ts'

export type IpcOptions = {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on' | 'off' | 'removeHandler'>
  /** Null for a sender that is no window of ours. */
  readonly roleOf: (sender: WebContents) => WindowRole | null
  readonly log: LogPort
}

/**
 * Every message is checked first: its sender must be the main frame of one of our pages, in a window whose role may use
 * the channel, and its payload must fit the schema. Otherwise it is logged and refused: `answer` rejects in the window
 * with one word, and `receive` does nothing.
 */
export type Ipc = {
  answer: <Channel extends keyof IpcQuestions>(
    channel: Channel,
    handler: (
      payload: IpcQuestions[Channel]['payload'],
    ) => IpcQuestions[Channel]['answer'] | Promise<IpcQuestions[Channel]['answer']>,
  ) => void
  receive: <Channel extends keyof IpcNotices>(
    channel: Channel,
    listener: (payload: IpcNotices[Channel]) => void,
  ) => void
  /** Forgets every channel; idempotent. */
  dispose: () => void
}

export function createIpc({ ipcMain, roleOf, log }: IpcOptions): Ipc {
  const scope = createScope((cause) => log.error('a channel cannot be closed', cause))

  function findRefusal(event: IpcMainEvent | IpcMainInvokeEvent, rule: IpcRule): 'forbidden' | null {
    const frame = event.senderFrame
    const role = roleOf(event.sender)
    const isOurs = frame !== null && frame.parent === null && isAppUrl(frame.url)
    return isOurs && role !== null && rule.from.includes(role) ? null : 'forbidden'
  }

  /** Throws only what the window may see: no path, no stack. */
  function admitPayload<Payload>(
    event: IpcMainEvent | IpcMainInvokeEvent,
    channel: string,
    input: {
      readonly rule: { readonly from: readonly WindowRole[]; readonly payload: PayloadSchema<Payload> }
      readonly raw: unknown
    },
  ): Payload {
    if (findRefusal(event, input.rule) !== null) {
      log.warn('ipc refused', { channel, role: roleOf(event.sender), frame: event.senderFrame?.url ?? null })
      throw new Error('forbidden')
    }
    const parsed = parse(input.rule.payload, input.raw)
    if (parsed.kind === 'ok') return parsed.value
    log.warn('ipc payload refused', { channel, message: parsed.message })
    throw new Error(parsed.code)
  }

  return {
    answer: (channel, handler) => {
      ipcMain.handle(channel, async (event, raw: unknown) => {
        const payload = admitPayload(event, channel, { rule: questionRules[channel], raw })
        return handler(payload)
      })
      scope.add(() => ipcMain.removeHandler(channel))
    },
    receive: (channel, listener) => {
      const onNotice = (event: IpcMainEvent, raw: unknown): void => {
        let payload: IpcNotices[typeof channel]
        try {
          payload = admitPayload(event, channel, { rule: noticeRules[channel], raw })
        } catch {
          // Already logged, and a notice has no answer.
          return
        }
        listener(payload)
      }
      ipcMain.on(channel, onNotice)
      scope.add(() => ipcMain.off(channel, onNotice))
    },
    dispose: scope.dispose,
  }
}

type PayloadSchema<Payload> = Parameters<typeof parse>[0] & {
  readonly '~types'?: { readonly output: Payload } | undefined
}
