import ipaddr from 'ipaddr.js'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { TLSSocket } from 'node:tls'
import proxyaddr from 'proxy-addr'
import { isLoopback } from '../../src-shared/network-address.ts'
import { addressKey } from './address-key.ts'

/** Who asks, and by which address: the only place that reads `Host`, `Origin` and `X-Forwarded-*`. */
export type Addresses = {
  /**
   * The key to count a request against (`address-key.ts`): of the TCP peer, or, behind trusted proxies, of the
   * right-most entry of `X-Forwarded-For` that no trusted proxy has. `unknown` once the connection is gone.
   */
  readonly visitorOf: (request: IncomingMessage) => string
  /** Whether the request asked for an address of this server: a strange name may be a page's trick (DNS rebinding). */
  readonly isOwnHost: (request: IncomingMessage) => boolean
  /**
   * Whether the asking page came from this server: a page from elsewhere must not knock in a visitor's name. Browsers
   * always send `Origin`; a program that sends none is no browser, and is allowed.
   */
  readonly isOwnOrigin: (request: IncomingMessage) => boolean
  /**
   * The origin to write into links that a desk hands to people: the public one, else the one by which the desk itself
   * reached the server, or, where that is this machine only, the local network's when the server is open to it.
   */
  readonly originForPeople: (request: IncomingMessage) => string
  /** Whether the browser reached the public origin by HTTPS, so that it may be told to insist on that from now on. */
  readonly isPublicByHttps: (request: IncomingMessage) => boolean
  /** Whether a proxy that nobody has named speaks for somebody: then all its visitors look like one. */
  readonly isUntrustedProxy: (request: IncomingMessage) => boolean
  readonly isTrustedProxy: (peer: string) => boolean
  readonly getPublicOrigin: () => string | null
}

export type AddressesOptions = {
  /** Addresses and networks, as `10.0.0.0/8`, that may say who the visitor is and what they asked for. */
  readonly listTrustedProxies: () => readonly string[]
  /** As `https://desk.example.jp`; null allows what the request asked for, on loopback and the local network alone. */
  readonly getPublicOrigin: () => string | null
  /** Where the local network reaches this server; null unless it is open to it. */
  readonly getLanOrigin: () => string | null
}

export function createAddresses({ listTrustedProxies, getPublicOrigin, getLanOrigin }: AddressesOptions): Addresses {
  const isTrusted = createTrust(listTrustedProxies)

  return {
    visitorOf(request) {
      const peer = request.socket.remoteAddress
      if (peer === undefined) return 'unknown'
      const claimed = proxyaddr(request, isTrusted)
      // What is no address was not written by a proxy that knows its visitor.
      return addressKey(isIP(claimed) === 0 ? peer : claimed)
    },
    isOwnHost(request) {
      // A proxy may ask by a name of its own; the page's origin is checked where it counts.
      const publicOrigin = getPublicOrigin()
      if (publicOrigin !== null && isFromProxy(request)) return true
      const asked = askedFor(request)
      return asked !== null && (asked.origin === publicOrigin || asked.host === hostOf(publicOrigin) || isNear(request))
    },
    isOwnOrigin(request) {
      const { origin } = request.headers
      if (origin === undefined) return true
      const page = URL.canParse(origin) ? new URL(origin) : null
      if (page === null || page.origin === 'null') return false
      return page.origin === getPublicOrigin() || (page.host === askedFor(request)?.host && isNear(request))
    },
    originForPeople(request) {
      const publicOrigin = getPublicOrigin()
      if (publicOrigin !== null) return publicOrigin
      const asked = askedFor(request)
      if (asked === null) return getLanOrigin() ?? 'http://localhost'
      return isLoopback(asked.hostname) ? (getLanOrigin() ?? asked.origin) : asked.origin
    },
    isPublicByHttps(request) {
      const publicOrigin = getPublicOrigin()
      return publicOrigin !== null && publicOrigin.startsWith('https:') && askedFor(request)?.origin === publicOrigin
    },
    isUntrustedProxy: (request) => request.headers['x-forwarded-for'] !== undefined && !isFromProxy(request),
    isTrustedProxy: (peer) => isTrusted(peer, 0),
    getPublicOrigin,
  }

  function isFromProxy(request: IncomingMessage): boolean {
    const peer = request.socket.remoteAddress
    return peer !== undefined && isTrusted(peer, 0)
  }

  /** What the browser's address bar says, as far as it can be known; null for what is no address. */
  function askedFor(request: IncomingMessage): URL | null {
    const isProxied = isFromProxy(request)
    const host = (isProxied ? lastEntry(request.headers['x-forwarded-host']) : null) ?? request.headers.host ?? ''
    const url = `${isProxied ? proxiedScheme(request) : ownScheme(request)}://${host}`
    return host !== '' && URL.canParse(url) ? new URL(url) : null
  }

  /**
   * Asked for by an address of this machine or of the local network. Beside a public origin only what cannot come from
   * outside counts: this machine itself, and the local network's own port.
   */
  function isNear(request: IncomingMessage): boolean {
    const asked = askedFor(request)
    if (asked === null) return false
    const isHere = isLoopback(asked.hostname)
    if (getPublicOrigin() === null) return isHere || isOfThisNetwork(asked.hostname)
    // A proxy on this very machine says for whom it asks; a desk here speaks for itself.
    if (isFromProxy(request) && request.headers['x-forwarded-for'] !== undefined) return false
    return isHere
      ? isLoopback(request.socket.remoteAddress ?? '')
      : isOfThisNetwork(asked.hostname) && ownScheme(request) === 'https'
  }
}

/** Compiled anew only when the list is another: every request is asked about. */
function createTrust(list: () => readonly string[]): (address: string, hop: number) => boolean {
  let known: readonly string[] = []
  let trusts = proxyaddr.compile([])
  return (address, hop) => {
    const now = list()
    if (now.length !== known.length || now.some((proxy, index) => proxy !== known[index])) {
      known = now
      trusts = proxyaddr.compile([...now])
    }
    return trusts(address, hop)
  }
}

/** Addresses that no router on the internet passes on, and names that no name server on it knows. */
function isOfThisNetwork(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) === 0) return /^[^.]+$|\.(local|lan|internal|home\.arpa)$/.test(hostname)
  return ['private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'].includes(ipaddr.process(bare).range())
}

/** A proxy in front of the server is there for HTTPS, so assume that when it does not say. */
function proxiedScheme(request: IncomingMessage): string {
  return lastEntry(request.headers['x-forwarded-proto']) === 'http' ? 'http' : 'https'
}

function ownScheme(request: IncomingMessage): string {
  return request.socket instanceof TLSSocket ? 'https' : 'http'
}

function hostOf(origin: string | null): string | null {
  return origin === null ? null : new URL(origin).host
}

/** The one that the nearest proxy has written. */
function lastEntry(header: string | readonly string[] | undefined): string | null {
  const text = typeof header === 'string' ? header : (header ?? []).join(',')
  return text.split(',').at(-1)?.trim() || null
}
