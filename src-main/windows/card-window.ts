import type { BrowserWindow, Screen } from 'electron'
import type { CardPort, LogPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { isPageOf } from '../app-url.ts'
import type { Quitting } from '../quitting.ts'
import { superviseWindow } from './supervise-window.ts'
import type { Windows } from './windows.ts'

const widthPx = 420
const firstHeightPx = 200
const marginPx = 16
const reassertAfterMs = 250

export type CardWindowOptions = {
  readonly windows: Windows
  readonly screen: Screen
  readonly clock: Clock
  readonly log: LogPort
  readonly quitting: Quitting
}

/** The always-on-top card. Made once and hidden, so that a knock only has to show it. */
export type CardWindow = CardPort & {
  open: () => Promise<void>
  /** The height that the contents need, in CSS px; limited to the screen. */
  resize: (heightPx: number) => void
  /** Moves it above whatever was put on top since, if it is shown. */
  raise: () => void
  /** Whether its page is loaded and alive. */
  isReady: () => boolean
}

export function createCardWindow({ windows, screen, clock, log, quitting }: CardWindowOptions): CardWindow {
  let window = make()
  let isWanted = false
  let heightPx = firstHeightPx
  let cancelReassert: Unsubscribe = () => {}

  function make(): BrowserWindow {
    const made = windows.create('card', {
      width: widthPx,
      height: firstHeightPx,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Konkon',
      preferences: { backgroundThrottling: false },
    })
    made.setAlwaysOnTop(true, 'screen-saver')
    made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
    superviseWindow({ window: made, clock, log, giveUp: replace })
    // Closing the card answers nobody: it stays until the knock is answered.
    made.on('close', (event) => {
      if (!quitting.isQuitting()) event.preventDefault()
    })
    return made
  }

  function replace(): void {
    window.destroy()
    window = make()
    windows.load(window).then(
      () => {
        if (isWanted) show()
      },
      (cause: unknown) => log.error('card cannot be loaded', cause),
    )
  }

  /** Top right of the screen with the pointer, where the person is most likely looking. */
  function place(): void {
    const { x, y, width, height } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea
    const fitting = Math.min(heightPx, height - 2 * marginPx)
    window.setBounds({ x: x + width - widthPx - marginPx, y: y + marginPx, width: widthPx, height: fitting })
  }

  function show(): void {
    place()
    window.showInactive()
    window.moveTop()
    cancelReassert()
    // Under a full-screen program the first attempt can land behind it.
    cancelReassert = clock.setTimer(reassertAfterMs, () => {
      if (!isWanted || window.isDestroyed()) return
      window.setAlwaysOnTop(false)
      window.setAlwaysOnTop(true, 'screen-saver')
      window.moveTop()
    })
  }

  return {
    open: () => windows.load(window),
    setVisible: (isVisible) => {
      if (isVisible === isWanted || window.isDestroyed()) return
      isWanted = isVisible
      if (isVisible) {
        show()
        return
      }
      cancelReassert()
      window.hide()
    },
    isReady: () =>
      !window.isDestroyed() && !window.webContents.isCrashed() && isPageOf('card', window.webContents.getURL()),
    raise: () => {
      if (isWanted && !window.isDestroyed()) window.moveTop()
    },
    resize: (wantedPx) => {
      heightPx = Math.ceil(wantedPx)
      if (isWanted && !window.isDestroyed()) place()
    },
  }
}
