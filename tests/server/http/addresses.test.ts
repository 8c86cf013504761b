import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { createAddresses, type AddressesOptions } from '../../../src-server/http/addresses.ts'

/** A request as Node hands it over, from `peer`. */
function requestFrom(peer: string, headers: Record<string, string>, isTls = false): IncomingMessage {
  const plain = new Socket()
  const socket = isTls ? new TLSSocket(plain) : plain
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  Object.assign(request.headers, headers)
  return request
}

type Options = Partial<Pick<AddressesOptions, 'getLanOrigin'>> & {
  readonly publicOrigin?: string
  readonly trustedProxies?: readonly string[]
}

const addressesWith = ({ publicOrigin, trustedProxies = [], ...options }: Options = {}) =>
  createAddresses({
    listTrustedProxies: () => trustedProxies,
    getPublicOrigin: () => publicOrigin ?? null,
    getLanOrigin: () => null,
    ...options,
  })

describe('who asks', () => {
  const proxies = ['127.0.0.1', '10.0.0.0/8', 'fd00::/8']
  it.each([
    ['a visitor without a proxy', [], '203.0.113.7', undefined, '203.0.113.7'],
    ['a visitor who claims to be another', proxies, '203.0.113.7', '198.51.100.9', '203.0.113.7'],
    ['loopback, which is trusted only by name', [], '127.0.0.1', '198.51.100.9', '127.0.0.1'],
    ['what the proxy saw', proxies, '127.0.0.1', '198.51.100.9', '198.51.100.9'],
    ['not what the visitor wrote before', proxies, '127.0.0.1', '1.1.1.1, 198.51.100.9', '198.51.100.9'],
    [
      'the first that no proxy has, from the right',
      proxies,
      '127.0.0.1',
      '1.1.1.1, 198.51.100.9, 10.1.2.3',
      '198.51.100.9',
    ],
    ['a visitor inside the trusted network', proxies, '127.0.0.1', '10.9.9.9, 10.1.2.3', '10.9.9.9'],
    ['IPv6 behind a proxy', proxies, 'fd00::1', '2001:db8::7', '2001:db8::/64'],
    ['IPv4 in an IPv6 socket', proxies, '::ffff:203.0.113.7', undefined, '203.0.113.7'],
    ['a proxy in an IPv6 socket', proxies, '::ffff:127.0.0.1', '198.51.100.9', '198.51.100.9'],
    ['one address, however it is written', [], '2001:DB8:0:0::7', undefined, '2001:db8::/64'],
    ['a link-local neighbour', [], 'fe80::1%eth0', undefined, 'fe80::/64'],
    ['no address', proxies, '127.0.0.1', 'unknown', '127.0.0.1'],
    ['a script', proxies, '127.0.0.1', '<script>', '127.0.0.1'],
    ['nothing', proxies, '127.0.0.1', '', '127.0.0.1'],
  ] as const)('is %s', (...[, trustedProxies, peer, forwarded, expected]) => {
    const request = requestFrom(peer, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })
    expect(addressesWith({ trustedProxies }).visitorOf(request)).toBe(expected)
  })

  it('is warned about when a proxy speaks that nobody has named', () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.9' }
    const { isUntrustedProxy } = addressesWith({ trustedProxies: ['10.0.0.1'] })
    expect(isUntrustedProxy(requestFrom('127.0.0.1', forwarded))).toBe(true)
    expect(isUntrustedProxy(requestFrom('10.0.0.1', forwarded))).toBe(false)
    expect(isUntrustedProxy(requestFrom('203.0.113.7', {}))).toBe(false)
  })
})

type Row = {
  readonly of: string
  readonly options?: Options
  readonly peer?: string
  readonly isTls?: boolean
  readonly headers: Record<string, string>
  readonly host: boolean
  readonly origin: boolean
}

describe('what may be asked for, and by which page', () => {
  const publicOrigin = 'https://desk.example.jp'
  const nginx = { trustedProxies: ['127.0.0.1'], publicOrigin }
  const from = (host: string, origin = `http://${host}`): Record<string, string> => ({ host, origin })
  const rows: readonly Row[] = [
    // Nothing set: loopback and the local network alone.
    { of: 'this machine', headers: from('localhost:5050'), host: true, origin: true },
    { of: 'this machine by number', headers: from('127.0.0.1:5050'), host: true, origin: true },
    { of: 'this machine by IPv6', headers: from('[::1]:5050'), host: true, origin: true },
    { of: 'the local network', headers: from('192.168.1.20:5050'), host: true, origin: true },
    { of: 'the local network by IPv6', headers: from('[fd12::7]:5050'), host: true, origin: true },
    { of: 'a name on the local network', headers: from('reception.local'), host: true, origin: true },
    { of: 'the name of a PC', headers: from('pc-7:5050'), host: true, origin: true },
    { of: 'a program without an origin', headers: { host: 'localhost:5050' }, host: true, origin: true },
    { of: 'another page', headers: from('localhost:5050', 'https://evil.example'), host: true, origin: false },
    { of: 'another port', headers: from('localhost:5050', 'http://localhost:1'), host: true, origin: false },
    {
      of: 'the same machine by its other name',
      headers: from('localhost:5050', 'http://127.0.0.1:5050'),
      host: true,
      origin: false,
    },
    { of: 'a name bent to this machine', headers: from('evil.example:5050'), host: false, origin: false },
    { of: 'a public address', headers: from('203.0.113.5:5050'), host: false, origin: false },
    { of: 'a public name nobody has set', headers: from('desk.example.jp'), host: false, origin: false },
    { of: 'a sandboxed frame', headers: from('localhost:5050', 'null'), host: true, origin: false },
    { of: 'a file', headers: from('localhost:5050', 'file://'), host: true, origin: false },
    { of: 'no host at all', headers: { origin: 'http://' }, host: false, origin: false },
    { of: 'a host that is none', headers: from('a b', 'http://a b'), host: false, origin: false },
    // A forwarded host counts from a named proxy alone.
    {
      of: 'a forwarded host of a stranger',
      peer: '203.0.113.7',
      headers: { ...from('evil.example', 'http://localhost'), 'x-forwarded-host': 'localhost' },
      host: false,
      origin: false,
    },
    {
      of: 'a forwarded host of a proxy',
      options: { trustedProxies: ['127.0.0.1'] },
      headers: { ...from('konkon:5050', 'https://192.168.1.20'), 'x-forwarded-host': '192.168.1.20' },
      host: true,
      origin: true,
    },
    {
      of: 'a desk on the machine of the proxy',
      options: nginx,
      headers: from('localhost:5050'),
      host: true,
      origin: true,
    },
    {
      of: 'loopback through the proxy',
      options: nginx,
      headers: { ...from('localhost:5050'), 'x-forwarded-for': '203.0.113.7' },
      host: true,
      origin: false,
    },
    // A public origin: that, and what cannot come from outside.
    {
      of: 'the public origin',
      options: nginx,
      headers: from('desk.example.jp', publicOrigin),
      host: true,
      origin: true,
    },
    {
      of: 'the public origin, the host rewritten',
      options: nginx,
      headers: from('127.0.0.1:5050', publicOrigin),
      host: true,
      origin: true,
    },
    {
      of: 'the public name by http',
      options: nginx,
      headers: from('desk.example.jp', 'http://desk.example.jp'),
      host: true,
      origin: false,
    },
    {
      of: 'another page that brings its own host',
      options: nginx,
      headers: from('evil.example', 'https://evil.example'),
      host: true,
      origin: false,
    },
    {
      of: 'the same without a proxy',
      options: { publicOrigin },
      peer: '203.0.113.7',
      headers: from('evil.example', 'https://evil.example'),
      host: false,
      origin: false,
    },
    {
      of: 'the desk on this machine',
      options: { publicOrigin },
      peer: '127.0.0.1',
      headers: from('localhost:5050'),
      host: true,
      origin: true,
    },
    {
      of: 'loopback from elsewhere',
      options: { publicOrigin },
      peer: '203.0.113.7',
      headers: from('localhost:5050'),
      host: false,
      origin: false,
    },
    {
      of: 'the local network on its own port',
      options: { publicOrigin },
      peer: '192.168.1.30',
      isTls: true,
      headers: from('192.168.1.20:5443', 'https://192.168.1.20:5443'),
      host: true,
      origin: true,
    },
    {
      of: 'the local network on the public port',
      options: { publicOrigin },
      peer: '192.168.1.30',
      headers: from('192.168.1.20:5050'),
      host: false,
      origin: false,
    },
  ]

  it.each(rows.map((row) => [row.of, row] as const))('%s', (_, row) => {
    const addresses = addressesWith(row.options)
    const request = requestFrom(row.peer ?? '127.0.0.1', row.headers, row.isTls)
    expect({ host: addresses.isOwnHost(request), origin: addresses.isOwnOrigin(request) }).toEqual({
      host: row.host,
      origin: row.origin,
    })
  })
})

describe('the origin of links for people', () => {
  const getLanOrigin = (): string => 'https://192.168.1.20:5443'
  const publicOrigin = 'https://desk.example.jp'
  const trustedProxies = ['127.0.0.1']
  it.each([
    ['what the desk asked for', {}, { host: '192.168.1.20:5050' }, 'http://192.168.1.20:5050'],
    ['the local network for a desk on this machine', { getLanOrigin }, { host: 'localhost:5050' }, getLanOrigin()],
    ['this machine where there is no other', {}, { host: 'localhost:5050' }, 'http://localhost:5050'],
    ['never what a stranger wrote', { publicOrigin }, { host: 'evil.example' }, publicOrigin],
    [
      'the public one for a desk on this machine',
      { publicOrigin, getLanOrigin },
      { host: 'localhost:5050' },
      publicOrigin,
    ],
    [
      'what a proxy was asked for',
      { trustedProxies },
      { host: '127.0.0.1', 'x-forwarded-host': '10.0.0.9' },
      'https://10.0.0.9',
    ],
    [
      'what a proxy was asked for without HTTPS',
      { trustedProxies },
      { host: '10.0.0.9', 'x-forwarded-proto': 'http' },
      'http://10.0.0.9',
    ],
    ['never what is no address', {}, { host: 'a b' }, 'http://localhost'],
  ] as const)('is %s', (...[, options, headers, expected]) => {
    expect(addressesWith(options).originForPeople(requestFrom('127.0.0.1', headers))).toBe(expected)
  })
})
