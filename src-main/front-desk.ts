/** Puts the front desk together: the core, the adapters behind its ports, the windows, and the room server. */
import { app, desktopCapturer, powerMonitor, session } from 'electron'
import path from 'node:path'
import type { Desk } from '../src-desk/desk.ts'
import type { LogPort } from '../src-desk/ports.ts'
import { createClock } from '../src-shared/clock.ts'
import { createScope } from '../src-shared/scope.ts'
import { connectDeskChannels } from './ipc/desk-channels.ts'
import { watchQuitting } from './quitting.ts'
import { createScreenShare, hasScreenPortal } from './screen-share.ts'
import { createPairWithServer } from './server/pair-with-server.ts'
import type { Base } from './setup/base.ts'
import { followDesk } from './setup/follow-desk.ts'
import { setUpDesk } from './setup/set-up-desk.ts'
import { setUpPages } from './setup/set-up-pages.ts'
import { setUpServer } from './setup/set-up-server.ts'
import { setUpSettings } from './setup/set-up-settings.ts'
import { setUpWindows } from './setup/set-up-windows.ts'
import { trustSystemCertificates } from './system-certificates.ts'

export type FrontDeskOptions = {
  readonly dataFolder: string
  readonly log: LogPort
  readonly fail: (failure: { readonly message: string; readonly exitCode: number }) => void
}

/** To be called once, when the app is ready. Resolves when the desk's window is loaded. */
export async function startFrontDesk({ dataFolder, log, fail }: FrontDeskOptions): Promise<void> {
  const base: Base = {
    clock: createClock(globalThis),
    log,
    quitting: watchQuitting(app, powerMonitor),
    scope: createScope((cause) => log.error('cannot end tidily', cause)),
    assetsFolder: path.join(app.getAppPath(), 'assets'),
    builtFolder: path.join(import.meta.dirname, '..'),
  }
  trustSystemCertificates(log)

  const pages = setUpPages(base)
  const settings = await setUpSettings(base, dataFolder)
  const windows = setUpWindows(base, { ...pages, ...settings, command: (command) => desk.command(command) })
  const desk: Desk = setUpDesk(base, { ...pages, ...settings, ...windows })
  connectDeskChannels({
    ...pages,
    ...settings,
    ...windows,
    desk,
    screenShare: createScreenShare({
      session: session.defaultSession,
      capturer: desktopCapturer,
      hasPortal: hasScreenPortal(process.platform, process.env),
      requestChoice: () => pages.windows.push('desk', 'share:requested', null),
      clock: base.clock,
      log,
    }),
    pairWithServer: createPairWithServer({ send: fetch, log }),
  })
  const room = setUpServer(base, {
    desk,
    dataFolder,
    serverKeys: settings.serverKeys,
    deskId: settings.settings.deskId,
    fail,
  })
  followDesk(base, desk, { ...pages, ...settings, ...windows, ...room })

  endTidily(log, async () => {
    base.scope.dispose()
    await Promise.all([room.server.stop(), settings.settings.settled()])
  })

  try {
    await windows.open()
    room.windowsLoaded()
  } catch (cause) {
    // Closing a window while it loads rejects as well.
    if (!base.quitting.isQuitting()) throw cause
  }
}

/** Delays quitting until the room server has closed its database. */
function endTidily(log: LogPort, end: () => Promise<void>): void {
  let hasEnded = false
  app.on('will-quit', (event) => {
    if (hasEnded) return
    event.preventDefault()
    end()
      .catch((cause: unknown) => log.error('cannot end tidily', cause))
      .finally(() => {
        hasEnded = true
        app.quit()
      })
  })
}
