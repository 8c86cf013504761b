import type { App, PowerMonitor } from 'electron'

/** Whether the program is quitting: only then does closing a window really close it. */
export type Quitting = {
  isQuitting: () => boolean
  /** Windows announces the end of the session to windows rather than to the app. */
  begin: () => void
}

export function watchQuitting(app: App, powerMonitor: PowerMonitor): Quitting {
  let hasBegun = false
  const begin = (): void => {
    hasBegun = true
  }
  app.on('before-quit', begin)
  // Log-off and shutdown on Linux and macOS. A desk that hides instead of closing would block them.
  if (process.platform !== 'win32') powerMonitor.on('shutdown', () => app.quit())
  return { isQuitting: () => hasBegun, begin }
}
