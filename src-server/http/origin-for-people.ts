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
  // A browser names it, and the handshake has compared it with the host that was asked for.
  if (origin !== undefined && URL.canParse(origin)) return new URL(origin).origin
  const isProxied = isLoopback(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] !== undefined
  const url = `${isProxied ? proxiedScheme(request) : ownScheme(request)}://${host}`
  return URL.canParse(url) ? new URL(url).origin : 'http://localhost'
}

/** Who puts a proxy before the server does so for HTTPS, so that is what an unnamed scheme means. */
function proxiedScheme(request: IncomingMessage): string {
  const header = request.headers['x-forwarded-proto']
  return typeof header === 'string' && header.split(',').at(-1)?.trim() === 'http' ? 'http' : 'https'
}

function ownScheme(request: IncomingMessage): string {
  return request.socket instanceof TLSSocket ? 'https' : 'http'
}
