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

/** The only plain HTTP origin to which browsers give camera and microphone is `localhost`. */
export function hostForPeople(host: string): string {
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return 'localhost'
  return isIPv6(host) ? `[${host}]` : host
}
