import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { isLoopback } from '../../src-shared/network-address.ts'

/**
 * The origin to write into links that this desk hands to people: the one by which the desk itself reached the server,
 * or, where that is this machine only, the local network's when the server is open to it.
 */
export function originForPeople(request: IncomingMessage, lanOrigin: string | null): string {
  const origin = originOf(request)
  return lanOrigin !== null && isLoopback(new URL(origin).hostname) ? lanOrigin : origin
}

function originOf(request: IncomingMessage): string {
  const { origin, host = '' } = request.headers
  // Browsers send it, and the handshake has checked it against the requested host.
  if (origin !== undefined && URL.canParse(origin)) return new URL(origin).origin
  const isProxied = isLoopback(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] !== undefined
  const url = `${isProxied ? proxiedScheme(request) : ownScheme(request)}://${host}`
  return URL.canParse(url) ? new URL(url).origin : 'http://localhost'
}

/** A proxy in front of the server is there for HTTPS, so assume that when it does not say. */
function proxiedScheme(request: IncomingMessage): string {
  const header = request.headers['x-forwarded-proto']
  return typeof header === 'string' && header.split(',').at(-1)?.trim() === 'http' ? 'http' : 'https'
}

function ownScheme(request: IncomingMessage): string {
  return request.socket instanceof TLSSocket ? 'https' : 'http'
}
