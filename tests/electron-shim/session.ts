/** Permissions and display media: the handlers are the app's own, and worlds/main-world.js asks them. */
import { EventEmitter } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import type { Rgb } from '../e2e/support/colours.ts'
import { rgbOfSource } from './colours.ts'

type Details = { readonly requestingUrl: string; readonly isMainFrame: boolean; readonly [name: string]: unknown }
// oxlint-disable-next-line max-params -- Electron's own signature.
type RequestHandler = (
  contents: unknown,
  permission: string,
  callback: (isGranted: boolean) => void,
  details: Details,
) => void
// oxlint-disable-next-line max-params -- Electron's own signature.
type CheckHandler = (contents: unknown, permission: string, origin: string, details: Details) => boolean
type Streams = { readonly video?: { readonly id: string; readonly name: string } } | null
type DisplayMediaHandler = (request: object, callback: (streams: Streams) => void) => void

export type PermissionAsked = {
  readonly way: 'request' | 'check'
  readonly permission: string
  readonly details: Details
  readonly contents: unknown
}

/** What a page is to paint in place of a captured screen. */
export type FakeCapture = { readonly id: string; readonly colour: Rgb; readonly isScreen: boolean }

export class Session extends EventEmitter {
  #onRequest: RequestHandler | null = null
  #onCheck: CheckHandler | null = null
  #onDisplayMedia: DisplayMediaHandler | null = null
  webRequest = { onHeadersReceived: () => {}, onBeforeRequest: () => {}, onBeforeSendHeaders: () => {} }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#onRequest = handler
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#onCheck = handler
  }
  setDisplayMediaRequestHandler(handler: DisplayMediaHandler | null): void {
    this.#onDisplayMedia = handler
  }
  setDevicePermissionHandler(): void {}
  resolveProxy = (): Promise<string> => Promise.resolve('DIRECT')

  /** Electron's default, without a handler, is to grant. */
  ask({ way, permission, details, contents }: PermissionAsked): Promise<boolean> {
    if (way === 'check')
      return Promise.resolve(
        this.#onCheck?.(contents, permission, new URL(details.requestingUrl).origin, details) ?? true,
      )
    const handler = this.#onRequest
    if (!handler) return Promise.resolve(true)
    return new Promise((resolve) => {
      handler(contents, permission, resolve, details)
    })
  }

  /** Null where it is refused, as it is without a handler. */
  capture(request: object): Promise<FakeCapture | null> {
    const handler = this.#onDisplayMedia
    if (!handler) return Promise.resolve(null)
    return new Promise((resolve) => {
      handler(request, (streams) => {
        if (streams !== null && isDeepStrictEqual(streams, {}))
          throw new TypeError('Video was requested, but no video stream was provided')
        const id = streams?.video?.id
        resolve(id === undefined ? null : { id, colour: rgbOfSource(id), isScreen: id.startsWith('screen:') })
      })
    })
  }
}

const defaultSession = new Session()
export const session = { defaultSession, fromPartition: (): Session => defaultSession }
