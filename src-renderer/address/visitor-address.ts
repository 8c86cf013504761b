import type { DeskState } from '../../src-shared/desk-state.ts'
import { isLoopback, isOfLocalNetwork } from '../../src-shared/network-address.ts'

/** The address to give to visitors, and who can open it. */
export type VisitorAddress = {
  readonly url: string
  readonly reach: 'this-computer' | 'local-network' | 'everywhere'
}

/**
 * The operator's word comes first. A server that listens to this computer alone is reached by nobody else, so the local network's address stands in
 * where there is one. Null until the server is known.
 */
export function visitorAddress({
  visitorUrl,
  lanUrl,
  publicUrl,
}: Pick<DeskState, 'lanUrl' | 'publicUrl' | 'visitorUrl'>): VisitorAddress | null {
  if (!visitorUrl) return null
  const known = publicUrl ?? visitorUrl
  const { hostname } = new URL(known)
  if (!isLoopback(hostname)) {
    return { url: known, reach: isOfLocalNetwork(hostname) ? 'local-network' : 'everywhere' }
  }
  return lanUrl ? { url: lanUrl, reach: 'local-network' } : { url: known, reach: 'this-computer' }
}
