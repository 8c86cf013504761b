import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { clone } from './ipc-main.ts'
import { readShimOptions } from './options.ts'

type NotificationOptions = {
  readonly id?: string
  readonly title?: string
  readonly body?: string
  readonly actions?: readonly { readonly type: string; readonly text: string }[]
  readonly toastXml?: string
}

/** Every notice that was shown, oldest first. */
export const shownNotifications: Notification[] = []

let failure: string | null = null
/** From now on notices fail with this cause; null lets them show. */
export function setNotificationFailure(cause: string | null): void {
  failure = cause
}

export class Notification extends EventEmitter {
  static isSupported = (): boolean => readShimOptions().isNotificationSupported
  static handleActivation(): void {}

  readonly options: NotificationOptions
  isClosed = false

  constructor(options: NotificationOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create Notification before app is ready')
    this.options = clone(options)
  }

  show(): void {
    const cause = failure
    if (cause === null) shownNotifications.push(this)
    queueMicrotask(() => (cause === null ? this.emit('show', {}) : this.emit('failed', {}, cause)))
  }
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.emit('close', { reason: 'applicationHidden' })
  }
  /** A person presses a button of it, or beside the buttons. */
  press(button: number | null): void {
    if (this.isClosed) throw new Error('The notice is closed: nobody can press it.')
    if (button === null) this.emit('click', {})
    else this.emit('action', { actionIndex: button, selectionIndex: -1 }, button, -1)
  }
}
