import { app, BrowserWindow, ipcMain, Menu, protocol, session, shell, type WebContents } from 'electron'
import path from 'node:path'
import { serveAppPages } from '../app-pages.ts'
import { createIpc, type Ipc } from '../ipc/ipc.ts'
import { refuseNavigation, restrictPermissions } from '../session-rules.ts'
import { createWindows, type Windows } from '../windows/windows.ts'
import type { Base } from './base.ts'

/** Where pages come from, what they may do, and the only two ways to reach them. */
export type Pages = { readonly windows: Windows; readonly ipc: Ipc }

export function setUpPages({ builtFolder, log, scope }: Base): Pages {
  restrictPermissions(session.defaultSession, log)
  serveAppPages(protocol, path.join(builtFolder, 'renderer'))
  const windows = createWindows({ BrowserWindow, preloadFolder: path.join(builtFolder, 'preload') })
  const isOurs = (contents: WebContents): boolean => windows.roleOf(contents) !== null
  refuseNavigation({ app, openExternal: (url) => shell.openExternal(url), isOurs, log })
  // macOS has its menu at the top of the screen, where people expect one.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  const ipc = createIpc({ ipcMain, roleOf: windows.roleOf, log })
  scope.add(ipc.dispose)
  return { windows, ipc }
}
