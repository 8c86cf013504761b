import type { App, BrowserWindow, NativeImage } from 'electron'
import type { Attention, AttentionPort } from '../src-desk/ports.ts'

export type AttentionOptions = {
  readonly app: Pick<App, 'setBadgeCount' | 'dock'>
  readonly window: BrowserWindow
  readonly platform: NodeJS.Platform
  readonly overlayIcon: NativeImage
  readonly applyToTray: (attention: Attention) => void
}

/** Tray, badge, overlay, flashing taskbar, bouncing dock: whichever the system has. */
export function createAttention(options: AttentionOptions): AttentionPort {
  const { app, window, platform, overlayIcon, applyToTray } = options
  let isFlashing = false
  let bounce: number | null = null

  function call(isUrgent: boolean): void {
    if (isUrgent === isFlashing || window.isDestroyed()) return
    isFlashing = isUrgent
    window.flashFrame(isUrgent)
    if (bounce !== null) app.dock?.cancelBounce(bounce)
    bounce = isUrgent && app.dock ? app.dock.bounce('critical') : null
  }

  // Windows flashes until it is told to stop, and somebody is looking now.
  window.on('focus', () => call(false))

  return {
    apply: (attention) => {
      applyToTray(attention)
      const waiting = attention.openKnocks + attention.openFollowUps
      if (platform === 'win32' && !window.isDestroyed()) {
        window.setOverlayIcon(waiting > 0 ? overlayIcon : null, waiting > 0 ? String(waiting) : '')
      } else {
        app.setBadgeCount(waiting)
      }
      call(attention.isUrgent && !window.isFocused())
    },
  }
}
