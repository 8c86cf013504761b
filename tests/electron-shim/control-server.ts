/** Answers the test process, inside the shimmed app. */
import { app } from './app.ts'
import { devToolsPort } from './browser.ts'
import { BrowserWindow } from './browser-window.ts'
import type { AppRecord, ControlMessage, ControlMethod, ControlMethods, ControlRequest } from './control.ts'
import { ipcMain, type IpcEvent } from './ipc-main.ts'
import { setNotificationFailure, shownNotifications } from './notification.ts'
import { session } from './session.ts'
import {
  listShortcuts,
  nativeTheme,
  powerMonitor,
  pressShortcut,
  screen,
  setDisplays,
  systemRecord,
  takenShortcuts,
} from './system.ts'
import { findTray } from './tray.ts'
import { killUtilityProcesses } from './utility-process.ts'

type Handlers = {
  readonly [M in ControlMethod]: (
    params: ControlMethods[M]['params'],
  ) => ControlMethods[M]['answer'] | Promise<ControlMethods[M]['answer']>
}

const handlers: Handlers = {
  record,
  'press-notification': ({ id, button }) => {
    const notification = shownNotifications.findLast((each) => each.options.id === id)
    if (!notification) throw new Error(`No notice "${id}" was shown.`)
    notification.press(button)
    return null
  },
  'fail-notifications': ({ cause }) => {
    setNotificationFailure(cause)
    return null
  },
  'click-tray': () => {
    findTray()?.emit('click')
    return null
  },
  'click-menu': ({ id }) => {
    findTray()?.clickItem(id)
    return null
  },
  'close-window': ({ role }) => {
    windowOf(role).close()
    return null
  },
  'crash-window': async ({ role }) => {
    await windowOf(role).webContents.crash()
    return null
  },
  emit: ({ on, event, detail }) => {
    const emitters = { app, powerMonitor, screen }
    emitters[on].emit(event, {}, detail)
    return null
  },
  'set-displays': ({ displays }) => {
    setDisplays(displays)
    return null
  },
  'press-shortcut': ({ keys }) => {
    pressShortcut(keys)
    return null
  },
  'take-shortcut': ({ keys }) => {
    takenShortcuts.add(keys)
    return null
  },
  'forge-ipc': async ({ way, channel, payload, role, frameUrl, isSubFrame }) => {
    const { webContents } = windowOf(role)
    const parent = isSubFrame ? webContents.mainFrame : null
    const event: IpcEvent = { sender: webContents, senderFrame: { url: frameUrl, origin: '', parent } }
    if (way === 'send') {
      ipcMain.emit(channel, event, payload)
      return { error: null }
    }
    return ipcMain.answer(channel, event, [payload]).then(
      () => ({ error: null }),
      (cause: unknown) => ({ error: wordsOf(cause) }),
    )
  },
  'ask-permission': ({ way, permission, url, isMainFrame }) =>
    session.defaultSession.ask({
      way,
      permission,
      details: { requestingUrl: url, isMainFrame },
      contents: windowOf('desk').webContents,
    }),
  'set-sources': ({ sources }) => {
    systemRecord.sources = sources
    return null
  },
  'kill-utility-processes': killUtilityProcesses,
  quit: () => {
    // After the answer, since nothing can be said once it has begun.
    setImmediate(() => app.quit())
    return null
  },
}

export function serveControl(): void {
  process.on('message', (request: ControlRequest) => void answer(request))
  app.once('ready', () => {
    devToolsPort().then(
      (port) => say({ kind: 'browser', port }),
      (cause: unknown) => process.stderr.write(`shim: ${wordsOf(cause)}\n`),
    )
  })
}

async function answer({ id, method, params }: ControlRequest): Promise<void> {
  try {
    const handler: (params: never) => unknown = handlers[method]
    say({ kind: 'answer', id, value: await handler(params as never) })
  } catch (cause) {
    say({ kind: 'failure', id, message: wordsOf(cause) })
  }
}

function record(): AppRecord {
  const tray = findTray()
  return {
    notifications: shownNotifications.map(({ options, isClosed }) => ({
      id: options.id ?? '',
      title: options.title ?? '',
      body: options.body ?? '',
      actions: (options.actions ?? []).map((action) => action.text),
      toastXml: options.toastXml ?? null,
      isClosed,
    })),
    windows: BrowserWindow.getAllWindows().map((window) => ({
      role: window.role,
      url: window.webContents.getURL(),
      isVisible: window.isVisible(),
      isFocused: window.isFocused(),
      isAudible: window.webContents.isAudible,
      bounds: window.getBounds(),
      webPreferences: window.webContents.preferences,
      calls: window.calls,
    })),
    tray: tray && { image: tray.image.file, tip: tray.tip, menu: tray.describeMenu() },
    badge: app.badge,
    beeps: systemRecord.beeps,
    openedOutside: systemRecord.openedOutside,
    powerBlockers: [...systemRecord.powerBlockers.values()],
    themeSource: nativeTheme.themeSource,
    isSandboxed: app.isSandboxed,
    shortcuts: listShortcuts(),
    sources: systemRecord.sources,
  }
}

function windowOf(role: string): BrowserWindow {
  const found = BrowserWindow.getAllWindows().find((window) => window.role === role)
  if (!found) throw new Error(`There is no window "${role}".`)
  return found
}

function say(message: ControlMessage): void {
  if (process.connected) process.send?.(message)
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
