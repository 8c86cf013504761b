import type { App } from 'electron'
import type { LogPort } from '../../src-desk/ports.ts'
import type { Ipc } from '../ipc/ipc.ts'
import type { RingerWindow, RingerWindowEvents } from '../ringer.ts'
import type { Windows } from './windows.ts'

export type RingerWindowOptions = {
  readonly app: Pick<App, 'on'>
  readonly windows: Windows
  readonly ipc: Ipc
  readonly log: LogPort
}

/** As Chromium names it to `child-process-gone`. */
const audioService = 'Audio Service'

/**
 * Opens the hidden window that rings. Its page shares the desk's origin, so that the chosen output's id is valid there.
 */
export function createRingerWindowOpener(options: RingerWindowOptions): (events: RingerWindowEvents) => RingerWindow {
  const { app, windows, ipc, log } = options
  let current: RingerWindowEvents | null = null
  ipc.receive('ring:ready', () => current?.onReady())
  ipc.receive('ring:status', (status) => current?.onReport(status))
  app.on('child-process-gone', (_event, { name, reason }) => {
    if (name === audioService && reason !== 'clean-exit') current?.onServiceGone()
  })

  return (events) => {
    current = events
    const window = windows.create('ringer', {
      width: 200,
      height: 100,
      skipTaskbar: true,
      focusable: false,
      title: 'Konkon',
      preferences: { backgroundThrottling: false, autoplayPolicy: 'no-user-gesture-required' },
    })
    window.webContents.on('audio-state-changed', (event) => events.onAudible(event.audible))
    window.webContents.on('render-process-gone', () => events.onGone())
    windows.load(window).catch((cause: unknown) => {
      log.error('ringer cannot be loaded', cause)
      events.onGone()
    })
    return {
      send: (order) => windows.push('ringer', 'ring:order', order),
      isAudible: () => !window.isDestroyed() && window.webContents.isCurrentlyAudible(),
      reload: () => {
        if (!window.isDestroyed()) window.webContents.reload()
      },
      dispose: () => {
        if (!window.isDestroyed()) window.destroy()
      },
    }
  }
}
