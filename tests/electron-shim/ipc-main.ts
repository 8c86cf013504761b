import { EventEmitter } from 'node:events'
import v8 from 'node:v8'

export type Frame = { readonly url: string; readonly origin: string; readonly parent: object | null }
export type IpcEvent = { readonly sender: unknown; readonly senderFrame: Frame | null }
type InvokeHandler = (event: IpcEvent, ...args: unknown[]) => unknown

/** What crosses a process is cloned, and what cannot be cloned throws, as in Electron. */
export function clone<T>(value: T): T {
  return v8.deserialize(v8.serialize(value))
}

export class IpcMain extends EventEmitter {
  #handlers = new Map<string, InvokeHandler>()

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Rejects with the words that `ipcRenderer.invoke` rejects with. */
  async answer(channel: string, event: IpcEvent, args: readonly unknown[]): Promise<unknown> {
    try {
      const handler = this.#handlers.get(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      return clone(await handler(event, ...args))
    } catch (cause) {
      throw new Error(`Error invoking remote method '${channel}': ${String(cause)}`, { cause })
    }
  }
}

export const ipcMain = new IpcMain()
