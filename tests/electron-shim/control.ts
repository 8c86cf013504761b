/** What the test process and the shimmed app tell each other over the child process's own channel. */
import type { WindowRole } from '../../src-shared/ipc-contract.ts'

export type MenuEntry = {
  readonly id: string
  readonly label: string
  readonly isEnabled: boolean
  readonly isChecked: boolean
  readonly submenu: readonly MenuEntry[]
}

export type WindowRecord = {
  readonly role: string
  /** As main sees it, `app://…`. */
  readonly url: string
  readonly isVisible: boolean
  readonly isFocused: boolean
  readonly isAudible: boolean
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly webPreferences: Readonly<Record<string, unknown>>
  /** Calls that only the operating system would show the effect of, oldest first, as `name(arguments)`. */
  readonly calls: readonly string[]
}

export type NotificationRecord = {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly actions: readonly string[]
  readonly toastXml: string | null
  readonly isClosed: boolean
}

/** All that the app has asked of its operating system so far. */
export type AppRecord = {
  readonly notifications: readonly NotificationRecord[]
  readonly windows: readonly WindowRecord[]
  readonly tray: { readonly image: string; readonly tip: string; readonly menu: readonly MenuEntry[] } | null
  readonly badge: number
  readonly beeps: number
  readonly openedOutside: readonly string[]
  readonly powerBlockers: readonly string[]
  readonly themeSource: string
  readonly isSandboxed: boolean
  /** Key combinations that the app holds system-wide. */
  readonly shortcuts: readonly string[]
  /** What `desktopCapturer` offers, screens first. */
  readonly sources: readonly { readonly id: string; readonly name: string }[]
}

export type ForgedMessage = {
  readonly way: 'invoke' | 'send'
  readonly channel: string
  readonly payload: unknown
  readonly role: WindowRole
  /** Address of the frame that pretends to send. */
  readonly frameUrl: string
  readonly isSubFrame: boolean
}

export type PermissionQuestion = {
  readonly way: 'request' | 'check'
  readonly permission: string
  readonly url: string
  readonly isMainFrame: boolean
}

/** What a test can ask for, by name: its parameter and its answer. */
export type ControlMethods = {
  record: { readonly params: null; readonly answer: AppRecord }
  /** Null presses beside the buttons. */
  'press-notification': {
    readonly params: { readonly id: string; readonly button: number | null }
    readonly answer: null
  }
  /** From now on notices fail with this cause; null lets them show again. */
  'fail-notifications': { readonly params: { readonly cause: string | null }; readonly answer: null }
  'click-tray': { readonly params: null; readonly answer: null }
  'click-menu': { readonly params: { readonly id: string }; readonly answer: null }
  'close-window': { readonly params: { readonly role: WindowRole }; readonly answer: null }
  'crash-window': { readonly params: { readonly role: WindowRole }; readonly answer: null }
  emit: {
    readonly params: {
      readonly on: 'app' | 'powerMonitor' | 'screen'
      readonly event: string
      readonly detail?: object
    }
    readonly answer: null
  }
  /** Plugs displays in and out, left to right as given. */
  'set-displays': { readonly params: { readonly displays: readonly WindowRecord['bounds'][] }; readonly answer: null }
  'press-shortcut': { readonly params: { readonly keys: string }; readonly answer: null }
  /** From now on another program holds this combination. */
  'take-shortcut': { readonly params: { readonly keys: string }; readonly answer: null }
  'forge-ipc': { readonly params: ForgedMessage; readonly answer: { readonly error: string | null } }
  'ask-permission': { readonly params: PermissionQuestion; readonly answer: boolean }
  'set-sources': {
    readonly params: { readonly sources: readonly { readonly id: string; readonly name: string }[] }
    readonly answer: null
  }
  /** Ends the utility processes the hard way; answers with their number. */
  'kill-utility-processes': { readonly params: null; readonly answer: number }
  quit: { readonly params: null; readonly answer: null }
}
export type ControlMethod = keyof ControlMethods

export type ControlRequest = { readonly id: number; readonly method: ControlMethod; readonly params: unknown }

export type ControlMessage =
  /** The browser runs; its DevTools listen here. */
  | { readonly kind: 'browser'; readonly port: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
