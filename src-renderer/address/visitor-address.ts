import type { DeskState } from '../../src-shared/desk-state.ts'
import { isLoopback, isOfLocalNetwork } from '../../src-shared/network-address.ts'

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
  const { hostname } = new URL(visitorUrl)
  if (!isLoopback(hostname)) {
    return { url: visitorUrl, reach: isOfLocalNetwork(hostname) ? 'local-network' : 'everywhere' }
  }
  return lanUrl ? { url: lanUrl, reach: 'local-network' } : { url: visitorUrl, reach: 'this-computer' }
}
