/** A `webContents` whose page is a Chromium page: preload in a world of its own, custom schemes carried over HTTPS. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CDPSession, Page, Route } from 'playwright-core'
import { app } from './app.ts'
import { fromWire, openBrowser, toWire } from './browser.ts'
import { clone, ipcMain, type Frame, type IpcEvent } from './ipc-main.ts'
import { preventable } from './preventable.ts'
import { handlerFor } from './protocol.ts'
import { session } from './session.ts'

const isolatedWorldName = 'Electron Isolated Context'
const world = (name: string): string => readFileSync(path.join(import.meta.dirname, 'worlds', `${name}.js`), 'utf8')
const mainWorld = world('main-world')
const isolatedWorld = world('isolated-world')

type WebPreferences = { readonly preload?: string; readonly [name: string]: unknown }
type Viewport = { readonly width: number; readonly height: number }
type OpenHandler = (details: { readonly url: string }) => { readonly action: string }
type FromPreload = {
  readonly kind: 'invoke' | 'send'
  readonly id: number
  readonly channel: string
  readonly args: readonly unknown[]
}
type FromPage =
  | {
      readonly kind: 'permission'
      readonly id: number
      readonly way: 'request' | 'check'
      readonly permission: string
      readonly detail: object
      readonly isMainFrame: boolean
      readonly url: string
    }
  | {
      readonly kind: 'display-media'
      readonly id: number
      readonly userGesture: boolean
      readonly video: boolean
      readonly audio: boolean
      readonly isMainFrame: boolean
      readonly url: string
    }
  | { readonly kind: 'window-open'; readonly url: string }
  | { readonly kind: 'audible'; readonly isAudible: boolean }

let lastId = 0

export class WebContents extends EventEmitter {
  readonly id = ++lastId
  readonly session = session.defaultSession
  readonly preferences: WebPreferences
  isAudible = false
  #viewport: Viewport
  #frame: Frame = { url: '', origin: '', parent: null }
  #page: Page | null = null
  #devTools: CDPSession | null = null
  #preloadContext: number | null = null
  #attached: Promise<void>
  #expectedUrl = ''
  #isDestroyed = false
  #isCrashed = false
  #isLoading = false
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(preferences: WebPreferences, viewport: Viewport) {
    super()
    this.preferences = preferences
    this.#viewport = viewport
    // The listener of an event below may want the window, which is made around this object.
    this.#attached = Promise.resolve().then(() => this.#attach())
    // Whoever loads the page hears of it; a window that nobody loads may fail unheard.
    this.#attached.catch(() => {})
    queueMicrotask(() => app.emit('web-contents-created', {}, this))
  }

  get mainFrame(): Frame {
    return this.#frame
  }
  getURL = (): string => this.#frame.url
  isDestroyed = (): boolean => this.#isDestroyed
  isCurrentlyAudible = (): boolean => this.isAudible
  isCrashed = (): boolean => this.#isCrashed
  isLoading = (): boolean => this.#isLoading
  getOSProcessId = (): number => -1
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  send(channel: string, ...args: readonly unknown[]): void {
    void this.#deliver({ kind: 'push', channel, args: clone(args) })
  }

  async load(address: string): Promise<void> {
    await this.#attached
    this.#expectedUrl = address
    this.#isLoading = true
    await this.#page?.goto(toWire(address)).finally(() => {
      this.#isLoading = false
    })
    this.emit('did-finish-load')
  }

  /** After a crash this needs another Chromium page; the object stays, as it does in Electron. */
  reload(): void {
    const address = this.#frame.url
    if (this.#isCrashed) {
      this.#isCrashed = false
      this.#attached = this.#page?.close().then(() => this.#attach()) ?? this.#attach()
    }
    this.load(address).catch((cause: unknown) => this.emit('did-fail-load', {}, -2, String(cause)))
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return this.#page?.evaluate(code)
  }

  async crash(): Promise<void> {
    await this.#page?.goto('chrome://crash').catch(() => {})
  }

  async resize(viewport: Viewport): Promise<void> {
    this.#viewport = viewport
    await this.#attached
    if (!this.#isDestroyed) await this.#page?.setViewportSize(viewport).catch(() => {})
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#setAudible(false)
    void this.#attached.then(() => this.#page?.close()).catch(() => {})
    this.emit('destroyed')
  }

  async #attach(): Promise<void> {
    const context = await openBrowser()
    if (this.#isDestroyed) return
    const page = await context.newPage()
    const devTools = await context.newCDPSession(page)
    this.#page = page
    this.#devTools = devTools
    this.#preloadContext = null
    await page.setViewportSize(this.#viewport)

    page.on('crash', () => {
      this.#isCrashed = true
      this.#preloadContext = null
      this.#setAudible(false)
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 })
    })
    page.on('console', (message) => this.emit('console-message', { level: message.type(), message: message.text() }))
    page.on('popup', (popup) => {
      this.#openHandler({ url: popup.url() })
      void popup.close()
    })
    await page.route('**/*', (route) => this.#serve(route))

    const { frameTree } = await devTools.send('Page.getFrameTree')
    devTools.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId) return
      this.#frame = { url: fromWire(frame.url), origin: fromWire(frame.securityOrigin), parent: null }
    })
    devTools.on('Runtime.executionContextsCleared', () => {
      this.#preloadContext = null
      this.#setAudible(false)
    })
    devTools.on('Runtime.executionContextCreated', ({ context: created }) => {
      const isMainFrame = created.auxData?.['frameId'] === frameTree.frame.id
      if (created.name === isolatedWorldName && isMainFrame) this.#preloadContext = created.id
    })
    devTools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === '__shimIpc') void this.#fromPreload(JSON.parse(payload), executionContextId)
      if (name === '__shimAsk') void this.#fromPage(JSON.parse(payload), executionContextId)
    })
    await devTools.send('Page.enable')
    await devTools.send('Runtime.enable')
    await devTools.send('Runtime.addBinding', { name: '__shimIpc', executionContextName: isolatedWorldName })
    await devTools.send('Runtime.addBinding', { name: '__shimAsk' })
    await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld })
    const { preload } = this.preferences
    if (preload === undefined) return
    const source = isolatedWorld.replace('__PRELOAD__', () => readFileSync(preload, 'utf8'))
    await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: isolatedWorldName })
  }

  async #serve(route: Route): Promise<void> {
    const request = route.request()
    const address = fromWire(request.url())
    if (request.isNavigationRequest() && this.#refuses(address, request.frame() === this.#page?.mainFrame())) {
      await route.abort('aborted')
      return
    }
    const handler = handlerFor(address)
    if (!handler) {
      await (request.url() === address ? route.continue() : route.abort('failed'))
      return
    }
    const response = await handler(new Request(address, { method: request.method() }))
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }

  /** A navigation that the page began, not `loadURL` or `reload`. */
  #refuses(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && url === this.#expectedUrl) {
      this.#expectedUrl = ''
      return false
    }
    const { event, isPrevented } = preventable({ url, isMainFrame, isSameDocument: false })
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event)
    return isPrevented()
  }

  async #fromPreload(message: FromPreload, executionContextId: number): Promise<void> {
    this.#preloadContext = executionContextId
    const event: IpcEvent = { sender: this, senderFrame: this.#frame }
    if (message.kind === 'send') {
      ipcMain.emit(message.channel, event, ...message.args)
      return
    }
    const { id, channel, args } = message
    await ipcMain.answer(channel, event, args).then(
      (value) => this.#deliver({ kind: 'answer', id, value }),
      (cause: unknown) =>
        this.#deliver({ kind: 'answer', id, error: cause instanceof Error ? cause.message : String(cause) }),
    )
  }

  async #fromPage(message: FromPage, executionContextId: number): Promise<void> {
    if (message.kind === 'audible') {
      this.#setAudible(message.isAudible)
      return
    }
    if (message.kind === 'window-open') {
      this.#openHandler({ url: fromWire(message.url) })
      return
    }
    const requestingUrl = fromWire(message.url)
    const { isMainFrame } = message
    const frame: Frame = isMainFrame ? this.#frame : { url: requestingUrl, origin: '', parent: this.#frame }
    const value =
      message.kind === 'permission'
        ? await session.defaultSession.ask({
            way: message.way,
            permission: message.permission,
            details: { requestingUrl, isMainFrame, ...message.detail },
            contents: this,
          })
        : await session.defaultSession.capture({
            frame,
            securityOrigin: frame.origin,
            videoRequested: message.video,
            audioRequested: message.audio,
            userGesture: message.userGesture,
          })
    await this.#call(executionContextId, {
      function: `function(detail){document.dispatchEvent(new CustomEvent('__shim_answer',{detail}))}`,
      argument: { id: message.id, value },
    })
  }

  async #deliver(message: object): Promise<void> {
    if (this.#preloadContext === null) return
    await this.#call(this.#preloadContext, {
      function: 'function(message){globalThis.__shimDeliver(message)}',
      argument: message,
    })
  }

  /** A page that went away meanwhile gets nothing, as in Electron. */
  async #call(
    executionContextId: number,
    call: { readonly function: string; readonly argument: object },
  ): Promise<void> {
    const result = await this.#devTools
      ?.send('Runtime.callFunctionOn', {
        executionContextId,
        functionDeclaration: call.function,
        arguments: [{ value: call.argument }],
      })
      .catch(() => null)
    if (result?.exceptionDetails)
      process.stderr.write(`shim: a listener threw: ${result.exceptionDetails.exception?.description}\n`)
  }

  #setAudible(audible: boolean): void {
    if (audible === this.isAudible) return
    this.isAudible = audible
    this.emit('audio-state-changed', { audible })
  }
}
