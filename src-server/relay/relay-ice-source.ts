import type { IceSource } from '../calls/call-ice-servers.ts'
import type { Relay } from './set-up-relay.ts'

/** Where coturn listens on a relay, by UDP and TCP. */
export const turnPort = 3478

/**
 * What calls may go through where two networks cannot meet. The last is for those who get through to nothing but port
 * 443: it goes by this PC, which tells it from HTTPS (ADR 27).
 */
export function iceSourceOf({ name, access: { host }, turnSecret }: Relay): IceSource {
  const address = `turn:${host.includes(':') ? `[${host}]` : host}:${turnPort}`
  const urls = [`${address}?transport=udp`, `${address}?transport=tcp`, `turns:${name}:443?transport=tcp`]
  return { urls, secret: turnSecret }
}
