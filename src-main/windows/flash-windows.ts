import type { BrowserWindow, Display, Screen } from 'electron'
import type { FlashPort, LogPort } from '../../src-desk/ports.ts'
import type { FlashNotice } from '../../src-shared/bridge.ts'
import { languages } from '../../src-shared/language.ts'
import type { Windows } from './windows.ts'
import { isSameData } from '../../src-shared/same-data.ts'

export type FlashWindowsOptions = {
  readonly windows: Windows
  readonly screen: Pick<Screen, 'getAllDisplays' | 'on' | 'off'>
  readonly log: LogPort
  /** The moment to raise windows that have to stay above the flash. */
  readonly onShown: () => void
}

/** One window over each display while it flashes; none at other times. */
export type FlashWindows = FlashPort & {
  /** For the current flash, or the next one. */
  setNotice: (notice: FlashNotice) => void
  getNotice: () => FlashNotice
  dispose: () => void
}

export function createFlashWindows({ windows, screen, log, onShown }: FlashWindowsOptions): FlashWindows {
  const shown = new Map<number, BrowserWindow>()
  let notice: FlashNotice = { name: '', others: 0, language: languages[0] }
  let isOn = false

  function cover(display: Display): void {
    const window = windows.create('flash', {
      ...display.bounds,
      frame: false,
      transparent: true,
      hasShadow: false,
      roundedCorners: false,
      resizable: false,
      movable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      // Lets it cover the menu bar on macOS.
      enableLargerThanScreen: true,
      skipTaskbar: true,
      focusable: false,
      alwaysOnTop: true,
      title: 'Konkon',
      preferences: { backgroundThrottling: false },
    })
    shown.set(display.id, window)
    window.setIgnoreMouseEvents(true)
    window.setAlwaysOnTop(true, 'screen-saver')
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
    window.on('closed', () => {
      if (shown.get(display.id) === window) shown.delete(display.id)
    })
    windows.load(window).then(
      () => {
        if (window.isDestroyed()) return
        // Some systems shrink a new window to the work area.
        window.setBounds(display.bounds)
        window.showInactive()
        onShown()
      },
      (cause: unknown) => {
        // Destroyed windows stopped flashing before they were loaded.
        if (!window.isDestroyed()) log.error('a display cannot flash', cause)
      },
    )
  }

  function uncover(id: number): void {
    const window = shown.get(id)
    shown.delete(id)
    if (window && !window.isDestroyed()) window.destroy()
  }

  const onAdded = (_event: unknown, display: Display): void => {
    if (isOn) cover(display)
  }
  const onRemoved = (_event: unknown, display: Display): void => uncover(display.id)
  const onChanged = (_event: unknown, display: Display): void => shown.get(display.id)?.setBounds(display.bounds)
  screen.on('display-added', onAdded)
  screen.on('display-removed', onRemoved)
  screen.on('display-metrics-changed', onChanged)

  function setFlashing(isFlashing: boolean): void {
    if (isFlashing === isOn) return
    isOn = isFlashing
    if (isOn) for (const display of screen.getAllDisplays()) cover(display)
    else for (const id of shown.keys()) uncover(id)
  }

  return {
    setFlashing,
    setNotice: (next) => {
      if (isSameData(next, notice)) return
      notice = next
      windows.push('flash', 'flash:notice', notice)
    },
    getNotice: () => notice,
    dispose: () => {
      setFlashing(false)
      screen.off('display-added', onAdded)
      screen.off('display-removed', onRemoved)
      screen.off('display-metrics-changed', onChanged)
    },
  }
}
