import type { BrowserWindow } from 'electron'
import type { LogPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

const crashWindowMs = 60_000
const toleratedCrashes = 3
const firstReloadMs = 250

export type SupervisionOptions = {
  readonly window: BrowserWindow
  readonly clock: Clock
  readonly log: LogPort
  /** The page died so often within a minute that reloading does not help. */
  readonly giveUp: () => void
}

/**
 * Reloads a page whose process died, waiting longer each time. Only what lives in the page is lost: everything that the
 * desk knows is in main.
 */
export function superviseWindow({ window, clock, log, giveUp }: SupervisionOptions): void {
  let crashes: number[] = []
  let cancelReload: Unsubscribe = () => {}

  const onGone = (_event: unknown, details: { readonly reason: string; readonly exitCode: number }): void => {
    if (details.reason === 'clean-exit') return
    const now = clock.now()
    crashes = [...crashes.filter((atMs) => atMs > now - crashWindowMs), now]
    log.error('page gone', { reason: details.reason, exitCode: details.exitCode, crashes: crashes.length })
    if (crashes.length > toleratedCrashes) {
      giveUp()
      return
    }
    cancelReload()
    cancelReload = clock.setTimer(firstReloadMs * 2 ** (crashes.length - 1), () => {
      if (!window.isDestroyed()) window.webContents.reload()
    })
  }
  window.webContents.on('render-process-gone', onGone)
  window.on('unresponsive', () => log.warn('page does not answer'))
  window.on('closed', () => cancelReload())
}
