import type { DeskState } from '../../src-shared/desk-state.ts'

/** The address to give to visitors, and who can open it. */
export type VisitorAddress = {
  readonly url: string
  readonly reach: 'this-computer' | 'local-network' | 'everywhere'
}

/**
 * A server that listens to this computer alone is reached by nobody else, so the local network's address stands in
 * where there is one. Null until the server is known.
 */
export function visitorAddress({
  visitorUrl,
  lanUrl,
}: Pick<DeskState, 'lanUrl' | 'visitorUrl'>): VisitorAddress | null {
  if (!visitorUrl) return null
  if (!isLoopback(visitorUrl))
    return { url: visitorUrl, reach: isOfLocalNetwork(visitorUrl) ? 'local-network' : 'everywhere' }
  return lanUrl ? { url: lanUrl, reach: 'local-network' } : { url: visitorUrl, reach: 'this-computer' }
}

/** Whether only programs on this very computer can open the URL. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}

/** RFC 1918's addresses and the names of multicast DNS. */
function isOfLocalNetwork(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname.endsWith('.local') || /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$/.test(hostname)
}
