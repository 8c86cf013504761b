import { EventEmitter } from 'node:events'
import path from 'node:path'
import { app, quitParts } from './app.ts'
import { preventable } from './preventable.ts'
import { WebContents } from './web-contents.ts'

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type WindowOptions = {
  readonly show?: boolean
  readonly width?: number
  readonly height?: number
  readonly x?: number
  readonly y?: number
  readonly webPreferences?: { readonly preload?: string; readonly [name: string]: unknown }
}

const all = new Set<BrowserWindow>()
let focused: BrowserWindow | null = null
let lastId = 0

function setFocused(window: BrowserWindow | null): void {
  focused = window
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows = (): BrowserWindow[] => [...all]
  static fromWebContents = (contents: unknown): BrowserWindow | null =>
    [...all].find((window) => window.webContents === contents) ?? null

  readonly id = ++lastId
  readonly webContents: WebContents
  /** The name of its preload, which is all that tells one window from another here. */
  readonly role: string
  readonly calls: string[] = []
  #isVisible: boolean
  #isMinimized = false
  #isDestroyed = false
  #bounds: Bounds

  constructor(options: WindowOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { show = true, x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options
    this.#isVisible = show
    this.#bounds = { x, y, width, height }
    this.role = path.parse(webPreferences.preload ?? '').name
    this.webContents = new WebContents(webPreferences, { width, height })
    this.webContents.on('did-finish-load', () => this.emit('ready-to-show'))
    all.add(this)
    app.emit('browser-window-created', {}, this)
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.load(address)
  }

  show(): void {
    this.#setVisible(true)
    this.focus()
  }
  showInactive(): void {
    this.#note('showInactive')
    this.#setVisible(true)
  }
  hide(): void {
    this.#setVisible(false)
    this.#blur()
  }
  focus(): void {
    if (focused === this) return
    focused?.emit('blur')
    setFocused(this)
    this.emit('focus')
  }
  blur(): void {
    this.#blur()
  }
  minimize(): void {
    this.#isMinimized = true
    this.#blur()
    this.emit('minimize')
  }
  restore(): void {
    this.#isMinimized = false
    this.emit('restore')
  }
  isVisible = (): boolean => this.#isVisible
  isFocused = (): boolean => focused === this
  isMinimized = (): boolean => this.#isMinimized
  isDestroyed = (): boolean => this.#isDestroyed

  getBounds = (): Bounds => this.#bounds
  setBounds(bounds: Partial<Bounds>): void {
    const next = { ...this.#bounds, ...bounds }
    const hasOtherSize = next.width !== this.#bounds.width || next.height !== this.#bounds.height
    this.#bounds = next
    if (hasOtherSize) void this.webContents.resize({ width: next.width, height: next.height })
  }

  flashFrame = (isOn: boolean): void => this.#note('flashFrame', isOn)
  moveTop = (): void => this.#note('moveTop')
  setAlwaysOnTop = (...args: readonly unknown[]): void => this.#note('setAlwaysOnTop', ...args)
  setContentProtection = (isOn: boolean): void => this.#note('setContentProtection', isOn)
  setOverlayIcon = (_icon: unknown, words: string): void => this.#note('setOverlayIcon', words)
  setVisibleOnAllWorkspaces = (isOn: boolean): void => this.#note('setVisibleOnAllWorkspaces', isOn)
  setSkipTaskbar = (isOn: boolean): void => this.#note('setSkipTaskbar', isOn)
  setTitle = (title: string): void => this.#note('setTitle', title)
  setIcon = (): void => this.#note('setIcon')
  setIgnoreMouseEvents = (isIgnored: boolean): void => this.#note('setIgnoreMouseEvents', isIgnored)

  close(): void {
    const { event, isPrevented } = preventable()
    this.emit('close', event)
    if (!isPrevented()) this.destroy()
  }
  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#isVisible = false
    this.#blur()
    all.delete(this)
    this.webContents.destroy()
    this.emit('closed')
    if (all.size === 0 && !app.emit('window-all-closed')) app.quit()
  }

  #note(name: string, ...args: readonly unknown[]): void {
    this.calls.push(`${name}(${args.map((each) => JSON.stringify(each)).join(', ')})`)
  }
  #setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return
    this.#isVisible = isVisible
    this.emit(isVisible ? 'show' : 'hide')
  }
  #blur(): void {
    if (focused !== this) return
    setFocused(null)
    this.emit('blur')
  }
}

let isQuitting = false
quitParts.closeWindows = () => {
  if (isQuitting) return all.size === 0
  isQuitting = true
  for (const window of all) window.close()
  isQuitting = false
  return all.size === 0
}
