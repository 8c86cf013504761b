import { app, nativeTheme, powerMonitor, powerSaveBlocker, screen } from 'electron'
import type { Desk } from '../../src-desk/desk.ts'
import { firstToAdmit } from '../../src-desk/knocks/answering.ts'
import { callingKnocks, ownCall } from '../../src-desk/core/selectors.ts'
import type { FlashNotice } from '../../src-shared/bridge.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { Language } from '../../src-shared/language.ts'
import { createPower } from '../power.ts'
import { followSettings } from '../settings/follow-settings.ts'
import { createStartWithComputer } from '../settings/start-with-computer.ts'
import { keepPagesFresh } from '../windows/keep-pages-fresh.ts'
import type { Base } from './base.ts'
import type { Pages } from './set-up-pages.ts'
import type { RoomServer } from './set-up-server.ts'
import type { Settings } from './set-up-settings.ts'
import type { DeskWindows } from './set-up-windows.ts'

/** Makes the rest of this computer follow the desk: power, system settings, tray, flash, and fresh pages. */
export function followDesk(base: Base, desk: Desk, parts: Pages & Settings & DeskWindows & RoomServer): void {
  const { clock, log, scope } = base
  const { windows, ipc, getLanguage, tray, deskWindow, flash, server, roomSource } = parts
  const { platform, env, execPath } = process

  const stopSharing = (): void => windows.push('desk', 'share:stop-wanted', null)
  screen.on('display-removed', stopSharing)

  const power = createPower({
    powerMonitor,
    powerSaveBlocker,
    clock,
    log,
    onWoken: () => {
      const { kind } = desk.getState().connection
      // After `displaced` this desk is open elsewhere; waking must not take it back.
      if (kind !== 'displaced' && kind !== 'refused') void desk.command({ kind: 'reconnect' })
    },
    onLocked: (isLocked) => {
      if (isLocked) stopSharing()
      desk.screenLocked(isLocked)
    },
  })
  scope.add(power.dispose)

  scope.add(
    followSettings({
      desk,
      chooseServer: roomSource.choose,
      setLan: server.setLan,
      startWithComputer: createStartWithComputer({ app, platform, env, execPath }),
      setTheme: (theme) => {
        nativeTheme.themeSource = theme
      },
      log,
    }),
  )

  const showState = (): void => {
    const state = desk.getState()
    tray.showState(state, getLanguage())
    power.setInCall(ownCall(state) !== null)
    flash.setNotice(noticeOf(state, getLanguage()))
  }
  scope.add(desk.subscribe(showState))
  showState()

  const installUpdate = (): void => {
    // What it says of itself is logged where it is done; at night nobody reads an answer.
    void desk.command({ kind: 'install-update' })
  }
  scope.add(keepPagesFresh({ ipc, deskWindow, getState: desk.getState, installUpdate, clock, log }))
  app.on('second-instance', deskWindow.bringForward)
  app.on('activate', deskWindow.bringForward)
}

function noticeOf(state: DeskState, language: Language): FlashNotice {
  const others = Math.max(callingKnocks(state).length - 1, 0)
  return { name: firstToAdmit(state)?.name ?? '', others, language }
}
