/** The `electron` module for machines without Electron's binary. README.md says what is real in it and what is not. */
import { app, type App } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { serveControl } from './control-server.ts'
import { ipcMain, type IpcMain } from './ipc-main.ts'
import { Notification } from './notification.ts'
import { protocol } from './protocol.ts'
import { session } from './session.ts'
import {
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  screen,
  shell,
  systemPreferences,
} from './system.ts'
import { Menu, nativeImage, Tray } from './tray.ts'
import { utilityProcess } from './utility-process.ts'

serveControl()

export {
  app,
  BrowserWindow,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  net,
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
}

const parts: { readonly app: App; readonly ipcMain: IpcMain; readonly shell: typeof shell } = { app, ipcMain, shell }
// oxlint-disable-next-line import/no-default-export -- electron-store imports it so.
export default parts
