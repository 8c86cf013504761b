import type { Screen } from 'electron'
import type { SharingLabel } from '../../src-shared/bridge.ts'
import { languages } from '../../src-shared/language.ts'
import type { Quitting } from '../quitting.ts'
import type { Windows } from './windows.ts'

const widthPx = 420
const heightPx = 64
const marginPx = 12

export type SharingWindowOptions = {
  readonly windows: Windows
  readonly screen: Screen
  readonly quitting: Quitting
}

/** The pill that says what is shared, with *Stop*. Made once and hidden. */
export type SharingWindow = {
  open: () => Promise<void>
  /** Null hides it. */
  show: (label: SharingLabel | null) => void
  getLabel: () => SharingLabel
}

export function createSharingWindow({ windows, screen, quitting }: SharingWindowOptions): SharingWindow {
  let shown: SharingLabel = { label: '', language: languages[0] }
  const window = windows.create('sharing', {
    width: widthPx,
    height: heightPx,
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
  window.setAlwaysOnTop(true, 'screen-saver')
  // The visitor sees the screen, not the pill on it.
  window.setContentProtection(true)
  window.on('close', (event) => {
    if (!quitting.isQuitting()) event.preventDefault()
  })

  return {
    open: () => windows.load(window),
    getLabel: () => shown,
    show: (label) => {
      if (window.isDestroyed()) return
      if (label === null) {
        window.hide()
        return
      }
      shown = label
      windows.push('sharing', 'sharing:label', label)
      const { x, y, width, height } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea
      window.setBounds({
        x: Math.round(x + (width - widthPx) / 2),
        y: y + height - heightPx - marginPx,
        width: widthPx,
        height: heightPx,
      })
      window.showInactive()
      window.moveTop()
    },
  }
}
