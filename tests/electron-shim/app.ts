import { EventEmitter } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { closeBrowser, openBrowser } from './browser.ts'
import { readShimOptions } from './options.ts'
import { preventable } from './preventable.ts'

/** What the app closes when it quits; each part adds itself, so that this file need not know them. */
export const quitParts: {
  closeWindows: () => boolean
  killProcesses: () => void
} = { closeWindows: () => true, killProcesses: () => {} }

const { home, languages } = readShimOptions()

export class App extends EventEmitter {
  isPackaged = false
  isSandboxed = false
  badge = 0
  dock = undefined
  commandLine = { appendSwitch: () => {}, hasSwitch: () => false }
  #paths = new Map<string, string>()
  #isReady = false
  #lock: string | null = null
  #loginItem: unknown = { openAtLogin: false }

  constructor() {
    super()
    // Chromium's own handlers do this in Electron.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit())
  }

  async whenReady(): Promise<void> {
    if (this.#isReady) return
    await openBrowser()
    this.#isReady = true
    this.emit('ready')
  }
  isReady = (): boolean => this.#isReady

  getPath(name: string): string {
    return this.#paths.get(name) ?? path.join(home, name)
  }
  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder)
  }
  getAppPath = (): string => process.cwd()
  getName = (): string => 'konkon'
  getVersion = (): string => '0.0.0'
  getLocale = (): string => languages[0] ?? 'en'
  getPreferredSystemLanguages = (): readonly string[] => languages

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
    this.isSandboxed = true
  }
  setAppUserModelId(): void {}
  setToastActivatorCLSID(): void {}
  setLoginItemSettings(settings: unknown): void {
    this.#loginItem = settings
  }
  getLoginItemSettings = (): unknown => this.#loginItem
  setBadgeCount(count: number): boolean {
    this.badge = count
    return true
  }

  /** As Chromium's: per data folder, and the second instance tells the first. */
  requestSingleInstanceLock(): boolean {
    const file = path.join(this.getPath('userData'), 'electron-shim.lock')
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
    } catch {
      const holder = Number(readFileSync(file, 'utf8'))
      try {
        process.kill(holder, 'SIGUSR2')
        return false
      } catch {
        // Nobody holds it any more.
        writeFileSync(file, String(process.pid))
      }
    }
    this.#lock = file
    process.on('SIGUSR2', () => this.emit('second-instance', {}, ['konkon'], process.cwd(), {}))
    return true
  }

  relaunch(): void {}

  quit(): void {
    const before = preventable()
    this.emit('before-quit', before.event)
    if (before.isPrevented() || !quitParts.closeWindows()) return
    const will = preventable()
    this.emit('will-quit', will.event)
    if (!will.isPrevented()) this.exit(0)
  }

  exit(code = 0): void {
    this.emit('quit', {}, code)
    quitParts.killProcesses()
    if (this.#lock !== null) rmSync(this.#lock, { force: true })
    void closeBrowser().finally(() => process.exit(code))
  }
}

export const app = new App()
