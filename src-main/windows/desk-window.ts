import type { BrowserWindow } from 'electron'
import type { FacePort, LogPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Quitting } from '../quitting.ts'
import { superviseWindow } from './supervise-window.ts'
import type { Windows } from './windows.ts'

export type DeskWindowOptions = {
  readonly windows: Windows
  readonly quitting: Quitting
  readonly clock: Clock
  readonly log: LogPort
  readonly iconFile: string
  readonly onHidden: () => void
  readonly giveUp: () => void
}

/** The desk's window. Made once; closing it only hides it. */
export type DeskWindow = FacePort & {
  readonly window: BrowserWindow
  /** Loads the page, and shows the window as soon as it is painted unless it should stay in the tray. */
  open: (isHidden: boolean) => Promise<void>
  /** The kinds of the devices that its page sees; rejects if the page cannot answer. */
  listDeviceKinds: () => Promise<unknown>
}

export function createDeskWindow(options: DeskWindowOptions): DeskWindow {
  const { windows, quitting, clock, log } = options
  const window = windows.create('desk', {
    width: 1180,
    height: 780,
    minWidth: 480,
    minHeight: 480,
    title: 'Konkon',
    icon: options.iconFile,
    // A knock must reach the page at once, even if the window is behind others.
    preferences: { backgroundThrottling: false, autoplayPolicy: 'no-user-gesture-required' },
  })
  superviseWindow({ window, clock, log, giveUp: options.giveUp })

  window.on('close', (event) => {
    if (quitting.isQuitting()) return
    event.preventDefault()
    window.hide()
    options.onHidden()
  })
  window.on('query-session-end', quitting.begin)
  window.on('session-end', quitting.begin)

  const bringForward = (): void => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  return {
    window,
    bringForward,
    open: async (isHidden) => {
      if (!isHidden) window.once('ready-to-show', () => window.show())
      await windows.load(window)
    },
    listDeviceKinds: () =>
      window.webContents.executeJavaScript(
        'navigator.mediaDevices.enumerateDevices().then((all) => all.map((one) => one.kind))',
      ),
  }
}
