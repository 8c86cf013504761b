/** The only place that makes windows, so that none can be made without its restrictions. */
import path from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents, WebPreferences } from 'electron'
import type { IpcPushes, WindowRole } from '../../src-shared/ipc-contract.ts'
import { pageUrl } from '../app-url.ts'

export type WindowsOptions = {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  /** Folder with one `<role>.cjs` per role. */
  readonly preloadFolder: string
}

/** What a role may choose of its web preferences; the rest is fixed. */
type RolePreferences = Pick<WebPreferences, 'backgroundThrottling' | 'autoplayPolicy'>
type RoleOptions = Omit<BrowserWindowConstructorOptions, 'webPreferences'> & {
  readonly preferences?: RolePreferences
}

/** Every window of the app, by what it is for. */
export type Windows = {
  /** Makes the window without loading its page. */
  create: (role: WindowRole, options: RoleOptions) => BrowserWindow
  /** Loads the page of the window's role; rejects when it cannot be loaded. */
  load: (window: BrowserWindow) => Promise<void>
  roleOf: (sender: WebContents) => WindowRole | null
  /** Sends to every window of the role, if there is any. */
  push: <Channel extends keyof IpcPushes>(role: WindowRole, channel: Channel, payload: IpcPushes[Channel]) => void
}

export function createWindows({ BrowserWindow, preloadFolder }: WindowsOptions): Windows {
  const living = new Map<BrowserWindow, WindowRole>()

  return {
    create: (role, { preferences, ...options }) => {
      const window = new BrowserWindow({
        show: false,
        autoHideMenuBar: true,
        ...options,
        webPreferences: {
          ...preferences,
          preload: path.join(preloadFolder, `${role}.cjs`),
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInSubFrames: false,
          nodeIntegrationInWorker: false,
          webviewTag: false,
          spellcheck: false,
        },
      })
      living.set(window, role)
      window.on('closed', () => living.delete(window))
      return window
    },
    load: async (window) => {
      const role = living.get(window)
      if (role !== undefined && !window.isDestroyed()) await window.loadURL(pageUrl(role))
    },
    roleOf: (sender) => {
      for (const [window, role] of living) {
        if (!window.isDestroyed() && window.webContents === sender) return role
      }
      return null
    },
    push: (role, channel, payload) => {
      for (const [window, itsRole] of living) {
        if (itsRole !== role || window.isDestroyed() || window.webContents.isDestroyed()) continue
        window.webContents.send(channel, payload)
      }
    },
  }
}
