import { app, globalShortcut, nativeImage, Notification, shell, systemPreferences } from 'electron'
import notifier from 'node-notifier'
import { hostname } from 'node:os'
import path from 'node:path'
import { io } from 'socket.io-client'
import { createDesk, type Desk } from '../../src-desk/desk.ts'
import type { RoomTarget } from '../../src-desk/ports.ts'
import { createRoomConnection } from '../../src-desk/room/room-connection.ts'
import { deskCommands } from '../../src-shared/all-desk-commands.ts'
import { limits } from '../../src-shared/limits.ts'
import { createAdmitShortcut } from '../admit-shortcut.ts'
import { createAlertLadder } from '../alerts/alert-ladder.ts'
import { createNativeAlerts } from '../alerts/native-alerts.ts'
import { createPlainAlert } from '../alerts/plain-alert.ts'
import { createAttention } from '../attention.ts'
import { createRinger } from '../ringer.ts'
import { createSelfTest } from '../self-test.ts'
import { createRingerWindowOpener } from '../windows/ringer-window.ts'
import type { Base } from './base.ts'
import type { Pages } from './set-up-pages.ts'
import type { Settings } from './set-up-settings.ts'
import { setUpUpdates } from './set-up-updates.ts'
import type { DeskWindows } from './set-up-windows.ts'
import { programTexts } from '../../src-shared/texts/program-texts.ts'

/** The desk's core with the adapters of this computer behind its ports. Not connected yet. */
export function setUpDesk(base: Base, parts: Pages & Settings & DeskWindows): Desk {
  const { clock, log, scope, assetsFolder } = base
  const { windows, ipc, settings, systemLanguage, getLanguage, tray, deskWindow, card, flash } = parts
  const { platform } = process

  const openWindow = createRingerWindowOpener({ app, windows, ipc, log })
  const ringer = createRinger({ openWindow, beep: () => shell.beep(), clock, log })
  const shortcut = createAdmitShortcut({ globalShortcut, log })
  scope.add(shortcut.dispose)

  const desk = createDesk({
    sampleNameIn: (language) => programTexts[language].sample,
    id: settings.deskId,
    defaultName: hostname().slice(0, limits.nameLength),
    defaultLanguage: systemLanguage,
    ports: {
      room: createRoomConnection({
        openSocket: io,
        transports: ['websocket'],
        onKeyGiven: keepKey,
        loadCommands: () => Promise.resolve(deskCommands),
        clock,
        log,
      }),
      alerts: createAlertLadder({
        createNative: (onActivated) => createNativeAlerts({ Notification, platform, clock, onActivated }),
        showPlain: createPlainAlert({ notifier, clock }),
        log,
      }),
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
        isVaultSafe: parts.serverKeys !== null,
        clock,
      }),
      updates: setUpUpdates(base),
      attention: createAttention({
        app,
        window: deskWindow.window,
        platform,
        overlayIcon: nativeImage.createFromPath(path.join(assetsFolder, 'tray/knock.png')),
        applyToTray: (attention) => tray.apply(attention, getLanguage()),
      }),
      face: deskWindow,
      settings,
      clock,
      log,
    },
  })
  scope.add(desk.dispose)
  return desk

  /** Only a server elsewhere gives one: this program's own lets its desk in anew at every start. */
  function keepKey({ url, room, key, deskId }: RoomTarget): void {
    void desk.command({ kind: 'change-settings', settings: { server: { kind: 'remote', url, room, key, deskId } } })
  }
}
