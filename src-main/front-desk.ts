/** Puts the front desk together: the core, the adapters behind its ports, the windows, and the room server. */
import {
  app,
  BrowserWindow,
  desktopCapturer,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  type WebContents,
} from 'electron'
import Store from 'electron-store'
import notifier from 'node-notifier'
import { hostname } from 'node:os'
import path from 'node:path'
import { io } from 'socket.io-client'
import { createDesk } from '../src-desk/desk.ts'
import { callingKnocks } from '../src-desk/core/selectors.ts'
import { firstToAdmit } from '../src-desk/knocks/answering.ts'
import type { FlashNotice } from '../src-shared/bridge.ts'
import type { DeskState } from '../src-shared/desk-state.ts'
import type { LogPort } from '../src-desk/ports.ts'
import { createRoomConnection } from '../src-desk/room/room-connection.ts'
import { chooseLanguage, type Language } from '../src-shared/language.ts'
import { limits } from '../src-shared/limits.ts'
import { createAdmitShortcut } from './admit-shortcut.ts'
import { createAlertLadder } from './alerts/alert-ladder.ts'
import { createNativeAlerts } from './alerts/native-alerts.ts'
import { createPlainAlert } from './alerts/plain-alert.ts'
import { appIdentity } from './app-identity.ts'
import { serveAppPages } from './app-pages.ts'
import { createAttention } from './attention.ts'
import { createClock } from '../src-shared/clock.ts'
import { connectDeskChannels } from './ipc/desk-channels.ts'
import { createIpc } from './ipc/ipc.ts'
import { createPower } from './power.ts'
import { watchQuitting } from './quitting.ts'
import { createRinger } from './ringer.ts'
import { createScreenShare, hasScreenPortal } from './screen-share.ts'
import { createAnnouncement } from './server/announce.ts'
import { createEmbeddedServer } from './server/embedded-server.ts'
import { createServerFork } from './server/fork-server.ts'
import { createPairWithServer } from './server/pair-with-server.ts'
import { createRoomSource } from './server/room-source.ts'
import { createSelfTest } from './self-test.ts'
import { refuseNavigation, restrictPermissions } from './session-rules.ts'
import { createKeyVault } from './settings/key-vault.ts'
import { followSettings } from './settings/follow-settings.ts'
import { openSettingsStore } from './settings/settings-store.ts'
import { createStartWithComputer } from './settings/start-with-computer.ts'
import { trustSystemCertificates } from './system-certificates.ts'
import { createDeskTray } from './tray.ts'
import { createCardWindow } from './windows/card-window.ts'
import { createDeskWindow } from './windows/desk-window.ts'
import { createFlashWindows } from './windows/flash-windows.ts'
import { keepPagesFresh } from './windows/keep-pages-fresh.ts'
import { createSharingWindow } from './windows/sharing-window.ts'
import { createRingerWindowOpener } from './windows/ringer-window.ts'
import { createWindows } from './windows/windows.ts'

export type FrontDeskOptions = {
  readonly dataFolder: string
  readonly log: LogPort
  readonly fail: (failure: { readonly message: string; readonly exitCode: number }) => void
}

/** To be called once, when the app is ready. Resolves when the desk's window is loaded. */
export async function startFrontDesk({ dataFolder, log, fail }: FrontDeskOptions): Promise<void> {
  const { platform, env, execPath } = process
  const appFolder = app.getAppPath()
  const builtFolder = path.join(import.meta.dirname, '..')
  const clock = createClock(globalThis)
  const quitting = watchQuitting(app, powerMonitor)
  trustSystemCertificates(log)

  // What pages may do, and where they come from.
  restrictPermissions(session.defaultSession, log)
  serveAppPages(protocol, path.join(builtFolder, 'renderer'))
  const windows = createWindows({ BrowserWindow, preloadFolder: path.join(builtFolder, 'preload') })
  const isOurs = (contents: WebContents): boolean => windows.roleOf(contents) !== null
  refuseNavigation({ app, openExternal: (url) => shell.openExternal(url), isOurs, log })
  const ipc = createIpc({ ipcMain, roleOf: windows.roleOf, log })
  if (platform !== 'darwin') Menu.setApplicationMenu(null)

  // What the desk remembers.
  const vault = createKeyVault({ safeStorage, platform, log })
  const file = new Store({ cwd: dataFolder, name: 'desk', clearInvalidConfig: true, configFileMode: 0o600 })
  const settings = await openSettingsStore({ file, vault, log })
  const systemLanguage = chooseLanguage(null, app.getPreferredSystemLanguages().join(','))
  const getLanguage = (): Language => settings.load().language ?? systemLanguage

  // What people see and hear.
  const relaunch = (): void => {
    app.relaunch()
    app.exit(1)
  }
  const bringForward = (): void => deskWindow.bringForward()
  const tray = createDeskTray({
    Tray,
    Menu,
    loadImage: (picture) => nativeImage.createFromPath(picture),
    iconFolder: path.join(appFolder, 'assets/tray'),
    command: (command) => desk.command(command),
    bringForward,
    quit: () => app.quit(),
  })
  const deskWindow = createDeskWindow({
    windows,
    quitting,
    clock,
    log,
    iconFile: path.join(appFolder, 'assets/icon.png'),
    onHidden: () => tray.sayStillRunning(getLanguage()),
    giveUp: relaunch,
  })
  const card = createCardWindow({ windows, screen, clock, log, quitting })
  const sharing = createSharingWindow({ windows, screen, quitting })
  const flash = createFlashWindows({ windows, screen, log, onShown: () => card.raise() })
  const shortcut = createAdmitShortcut({ globalShortcut, log })
  const openRingerWindow = createRingerWindowOpener({ app, windows, ipc, log })
  const alerts = createAlertLadder({
    createNative: (onActivated) => createNativeAlerts({ Notification, platform, clock, onActivated }),
    showPlain: createPlainAlert({ notifier, clock }),
    log,
  })
  const ringer = createRinger({ openWindow: openRingerWindow, beep: () => shell.beep(), clock, log })

  const desk = createDesk({
    id: settings.deskId,
    defaultName: hostname().slice(0, limits.nameLength),
    defaultLanguage: systemLanguage,
    ports: {
      room: createRoomConnection({ openSocket: io, transports: ['websocket'], clock, log }),
      alerts,
      ringer,
      card,
      flash,
      shortcut,
      selfTest: createSelfTest({
        isAudible: ringer.isAudible,
        isCardReady: card.isReady,
        listDeviceKinds: () => deskWindow.listDeviceKinds(),
        // Linux has no such switch.
        getAccess: (device) => (platform === 'linux' ? null : systemPreferences.getMediaAccessStatus(device)),
        clock,
      }),
      attention: createAttention({
        app,
        window: deskWindow.window,
        platform,
        overlayIcon: nativeImage.createFromPath(path.join(appFolder, 'assets/tray/knock.png')),
        applyToTray: (attention) => tray.apply(attention, getLanguage()),
      }),
      face: deskWindow,
      settings,
      clock,
      log,
    },
  })

  const screenShare = createScreenShare({
    session: session.defaultSession,
    capturer: desktopCapturer,
    hasPortal: hasScreenPortal(platform, env),
    requestChoice: () => windows.push('desk', 'share:requested', null),
    clock,
    log,
  })
  const pairWithServer = createPairWithServer({ send: fetch, log })
  connectDeskChannels({
    ipc,
    windows,
    desk,
    deskWindow,
    card,
    sharing,
    flash,
    screenShare,
    pairWithServer,
    getLanguage,
  })

  // Where the room is.
  const announcement = createAnnouncement((text) => process.stdout.write(text))
  const server = createEmbeddedServer({
    fork: createServerFork({
      utilityProcess,
      entry: path.join(builtFolder, 'server/embedded.js'),
      dataFolder,
      env,
      log,
    }),
    clock,
    log,
    onReady: (ready) => {
      announcement.setAddresses(ready)
      roomSource.embeddedReady({ url: ready.url, room: ready.room, key: ready.deskKey })
    },
    onFailed: ({ kind, message }) => fail({ message, exitCode: kind === 'reported' ? 2 : 1 }),
  })
  const roomSource = createRoomSource({ server, connect: desk.connect, announceRemote: announcement.setAddresses })
  announcement.follow(desk)

  // What else follows the desk.
  const stopSharing = (): void => windows.push('desk', 'share:stop-wanted', null)
  const power = createPower({
    powerMonitor,
    powerSaveBlocker,
    clock,
    log,
    onWoken: () => {
      const { kind } = desk.getState().connection
      // After `displaced` another window has this desk; waking must not take it back.
      if (kind !== 'displaced' && kind !== 'refused') void desk.command({ kind: 'reconnect' })
    },
    onLocked: (isLocked) => {
      if (isLocked) stopSharing()
      desk.screenLocked(isLocked)
    },
  })
  screen.on('display-removed', stopSharing)
  followSettings({
    desk,
    chooseServer: roomSource.choose,
    setLan: server.setLan,
    startWithComputer: createStartWithComputer({ app, platform, env, execPath }),
    setTheme: (theme) => {
      nativeTheme.themeSource = theme
    },
    log,
  })
  const showState = (): void => {
    const state = desk.getState()
    tray.showState(state, getLanguage())
    power.setInCall(state.calls.some((call) => call.desk.id === state.self.id))
    flash.setNotice(noticeOf(state, getLanguage()))
  }
  desk.subscribe(showState)
  const stopRefreshing = keepPagesFresh({ ipc, deskWindow, getState: desk.getState, clock, log })
  showState()

  app.on('second-instance', bringForward)
  app.on('activate', bringForward)
  endTidily({
    log,
    end: async () => {
      power.dispose()
      stopRefreshing()
      desk.dispose()
      flash.dispose()
      shortcut.dispose()
      ipc.dispose()
      tray.dispose()
      await Promise.all([server.stop(), settings.settled()])
    },
  })

  try {
    await Promise.all([deskWindow.open(process.argv.includes(appIdentity.hiddenArgument)), card.open(), sharing.open()])
    announcement.windowsLoaded()
  } catch (cause) {
    // A window that is closed while it loads says so too.
    if (!quitting.isQuitting()) throw cause
  }
}

function noticeOf(state: DeskState, language: Language): FlashNotice {
  return { name: firstToAdmit(state)?.name ?? '', others: Math.max(callingKnocks(state).length - 1, 0), language }
}

/** Holds the end back until the room server has closed its database. */
function endTidily({ end, log }: { readonly end: () => Promise<void>; readonly log: LogPort }): void {
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
