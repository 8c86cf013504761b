import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { createIpc, type IpcOptions } from '../../../src-main/ipc/ipc.ts'
import type { WindowRole } from '../../../src-shared/ipc-contract.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'

/** Who sends a message; the desk's window unless said otherwise. */
export type Sent = {
  readonly frame?: { readonly url: string; readonly parent: object | null } | null
  readonly role?: WindowRole | null
}

const ownFrame = { url: 'app://konkon/desk.html', parent: null }

/** The app's side of the bridge, on an `ipcMain` that a test sends to. */
export function setUpIpc() {
  const handlers = new Map<string, (event: unknown, payload: unknown) => Promise<unknown>>()
  const emitter = new EventEmitter()
  const ipcMain = Object.assign(emitter, {
    handle: (channel: string, handler: (event: unknown, payload: unknown) => Promise<unknown>) =>
      handlers.set(channel, handler),
    removeHandler: (channel: string) => handlers.delete(channel),
  }) as unknown as IpcOptions['ipcMain']
  const roles = new Map<WebContents, WindowRole | null>()
  const log = createFakeLog()
  const ipc = createIpc({ ipcMain, roleOf: (sender) => roles.get(sender) ?? null, log })
  const eventOf = ({ frame = ownFrame, role = 'desk' }: Sent): object => {
    const sender = {} as WebContents
    roles.set(sender, role)
    return { sender, senderFrame: frame }
  }
  return {
    ipc,
    log,
    handlers,
    ask: (channel: string, payload: unknown, sent: Sent = {}) => handlers.get(channel)?.(eventOf(sent), payload),
    tell: (channel: string, payload: unknown, sent: Sent = {}) => emitter.emit(channel, eventOf(sent), payload),
  }
}
