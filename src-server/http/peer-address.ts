import type { IncomingMessage } from 'node:http'
import { isLoopback } from '../../src-shared/network-address.ts'

/**
 * Who to count a request against: the TCP peer, or, behind a reverse proxy on this machine, the last entry of
 * `X-Forwarded-For`, which is the one that the proxy itself has written.
 */
export function peerAddress(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? 'unknown'
  if (!isLoopback(peer)) return peer
  return lastEntry(request.headers['x-forwarded-for']) ?? peer
}

/**
 * Whether the asking page came from this server: a page from elsewhere must not knock in a visitor's name. Browsers
 * always send `Origin`; a program that sends none is no browser, and is allowed.
 */
export function isSameOrigin(request: IncomingMessage): boolean {
  const { origin } = request.headers
  if (origin === undefined) return true
  const isProxied = isLoopback(request.socket.remoteAddress ?? '')
  const hosts = [request.headers.host, isProxied ? lastEntry(request.headers['x-forwarded-host']) : null]
  const originHost = URL.canParse(origin) ? new URL(origin).host : null
  return originHost !== null && originHost !== '' && hosts.includes(originHost)
}

function lastEntry(header: string | readonly string[] | undefined): string | null {
  const text = typeof header === 'string' ? header : (header ?? []).join(',')
  return text.split(',').at(-1)?.trim() || null
}
