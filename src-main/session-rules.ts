/** What a page may do. Electron grants everything by default, hence both handlers. */
import type { App, Session, WebContents } from 'electron'
import type { LogPort } from '../src-desk/ports.ts'
import { isAppUrl } from './app-url.ts'

const allowedPermissions: ReadonlySet<string> = new Set([
  'media',
  'display-capture',
  'speaker-selection',
  'fullscreen',
  'clipboard-sanitized-write',
])

/** What may be opened outside the app. */
const outsideProtocols: ReadonlySet<string> = new Set(['https:', 'mailto:', 'tel:'])
const outsideAddresses: ReadonlySet<string> = new Set(['ms-settings:notifications'])

export function restrictPermissions(session: Session, log: LogPort): void {
  // oxlint-disable-next-line max-params -- Electron's own signature.
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const isGranted = isAllowed(permission, details.requestingUrl, details.isMainFrame)
    if (!isGranted) log.warn('permission refused', { permission, url: details.requestingUrl })
    callback(isGranted)
  })
  // oxlint-disable-next-line max-params -- Electron's own signature.
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isAllowed(permission, details.requestingUrl ?? origin, details.isMainFrame),
  )
  session.setDevicePermissionHandler(() => false)
}

function isAllowed(permission: string, url: string, isMainFrame: boolean): boolean {
  return allowedPermissions.has(permission) && isMainFrame && isAppUrl(url)
}

export type NavigationOptions = {
  readonly app: App
  readonly openExternal: (url: string) => Promise<void>
  /** Whether this is a window of ours. */
  readonly isOurs: (contents: WebContents) => boolean
  readonly log: LogPort
}

/** No page may navigate away, open a window or embed a webview. Links open outside the app. */
export function refuseNavigation({ app, openExternal, isOurs, log }: NavigationOptions): void {
  app.on('web-contents-created', (_created, contents) => {
    const refuse = (event: { readonly url: string; preventDefault: () => void }): void => {
      // A page may load itself again.
      if (event.url === contents.getURL() && isAppUrl(event.url)) return
      event.preventDefault()
      log.warn('navigation refused', { url: event.url })
    }
    contents.on('will-navigate', refuse)
    contents.on('will-frame-navigate', refuse)
    contents.on('will-redirect', refuse)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (isOurs(contents) && isAppUrl(contents.getURL()) && mayOpenOutside(url)) {
        openExternal(url).catch((cause: unknown) => log.warn('cannot be opened outside', cause))
      } else {
        log.warn('window refused', { url })
      }
      return { action: 'deny' }
    })
  })
}

export function mayOpenOutside(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && (outsideProtocols.has(url.protocol) || outsideAddresses.has(address))
}
