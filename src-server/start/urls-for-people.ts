import type { Server } from 'node:http'
import { isIPv6 } from 'node:net'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { isLoopback } from '../../src-shared/network-address.ts'
import { pairingUrl, type PairingCode } from '../../src-shared/pairing.ts'

/** What people open at this origin; the desk's with a one-time code where there is one. */
export function urlsOf(
  origin: string,
  { room, code }: { readonly room: RoomAddress; readonly code: PairingCode | null },
): { readonly visitorUrl: string; readonly deskUrl: string } {
  const deskUrl = code === null ? `${origin}/desk` : pairingUrl(origin, { room, code })
  return { visitorUrl: `${origin}/${room}`, deskUrl }
}

/** Where a proxy may pass visitors on to: this very machine first, and whoever is on its network. */
export function targetsOf(of: {
  readonly http: Server
  readonly host: string
  readonly lanOrigin: string | null
}): readonly string[] {
  const at = of.http.address()
  const port = at !== null && typeof at === 'object' ? at.port : null
  const isOpen = of.host === '0.0.0.0' || of.host === '::'
  const host = isOpen || isLoopback(of.host) ? '127.0.0.1' : hostForPeople(of.host)
  return [port === null ? null : `http://${host}:${port}`, of.lanOrigin].filter((target) => target !== null)
}

/** The only plain HTTP origin to which browsers give camera and microphone is `localhost`. */
export function hostForPeople(host: string): string {
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return 'localhost'
  return isIPv6(host) ? `[${host}]` : host
}
