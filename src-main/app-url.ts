import type { WindowRole } from '../src-shared/ipc-contract.ts'

export const appScheme = 'app'
const host = 'konkon'

export function pageUrl(role: WindowRole): string {
  return `${appScheme}://${host}/${role}.html`
}

/** Whether an address is the page of this role. */
export function isPageOf(role: WindowRole, address: string): boolean {
  return isAppUrl(address) && URL.parse(address)?.pathname === `/${role}.html`
}

/**
 * Whether an address is one of the app's own pages.
 *
 * Compares protocol and host, never `origin`: for every custom scheme Node's `URL.origin` is the string `"null"`, so
 * comparing origins would let any other custom scheme through.
 */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${appScheme}:` && url.host === host
}
