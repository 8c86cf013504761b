import { app, Menu, nativeImage, screen, Tray } from 'electron'
import path from 'node:path'
import type { DeskCommand } from '../../src-shared/desk-command.ts'
import type { Language } from '../../src-shared/language.ts'
import type { Done } from '../../src-shared/result.ts'
import { appIdentity } from '../app-identity.ts'
import { createDeskTray, type DeskTray } from '../tray.ts'
import { createCardWindow, type CardWindow } from '../windows/card-window.ts'
import { createDeskWindow, type DeskWindow } from '../windows/desk-window.ts'
import { createFlashWindows, type FlashWindows } from '../windows/flash-windows.ts'
import { createSharingWindow, type SharingWindow } from '../windows/sharing-window.ts'
import type { Base } from './base.ts'
import type { Pages } from './set-up-pages.ts'

/** What people see of the desk. */
export type DeskWindows = {
  readonly tray: DeskTray
  readonly deskWindow: DeskWindow
  readonly card: CardWindow
  readonly sharing: SharingWindow
  readonly flash: FlashWindows
  /** Resolves when their pages are loaded. */
  readonly open: () => Promise<void>
}

export type DeskWindowsOptions = Pages & {
  readonly getLanguage: () => Language
  readonly command: (command: DeskCommand) => Promise<Done>
}

export function setUpWindows(base: Base, options: DeskWindowsOptions): DeskWindows {
  const { clock, log, quitting, scope, assetsFolder } = base
  const { windows, getLanguage, command } = options

  const tray = createDeskTray({
    Tray,
    Menu,
    loadImage: (picture) => nativeImage.createFromPath(picture),
    iconFolder: path.join(assetsFolder, 'tray'),
    command,
    bringForward: () => deskWindow.bringForward(),
    quit: () => app.quit(),
  })
  scope.add(tray.dispose)
  const deskWindow = createDeskWindow({
    windows,
    quitting,
    clock,
    log,
    iconFile: path.join(assetsFolder, 'icon.png'),
    onHidden: () => tray.sayStillRunning(getLanguage()),
    giveUp: relaunch,
  })
  const card = createCardWindow({ windows, screen, clock, log, quitting })
  const sharing = createSharingWindow({ windows, screen, quitting })
  const flash = createFlashWindows({ windows, screen, log, onShown: () => card.raise() })
  scope.add(flash.dispose)

  return {
    tray,
    deskWindow,
    card,
    sharing,
    flash,
    open: async () => {
      const isHidden = process.argv.includes(appIdentity.hiddenArgument)
      await Promise.all([deskWindow.open(isHidden), card.open(), sharing.open()])
    },
  }
}

function relaunch(): void {
  app.relaunch()
  app.exit(1)
}
