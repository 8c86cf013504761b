import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { readProxyHeader } from '../../../src-server/line/proxy-header.ts'

describe('what a relay says of a connection', () => {
  it.each([
    ['of IPv4', 'PROXY TCP4 198.51.100.7 203.0.113.1 50000 443', { address: '198.51.100.7' }],
    ['of IPv6', 'PROXY TCP6 2001:db8::7 2001:db8::1 50000 443', { address: '2001:db8::7' }],
    ['not known', 'PROXY UNKNOWN', { address: null }],
    ['with an address of the other family', 'PROXY TCP4 2001:db8::7 2001:db8::1 50000 443', null],
    ['with words for an address', 'PROXY TCP4 localhost 203.0.113.1 50000 443', null],
    ['without a port', 'PROXY TCP4 198.51.100.7 203.0.113.1 50000', null],
    ['with more than belongs there', 'PROXY TCP4 198.51.100.7 203.0.113.1 50000 443 root', null],
    ['that is a request', 'GET / HTTP/1.1', null],
  ])('is read: an address %s', async (_which, line, header) => {
    const stream = new PassThrough()
    stream.write(`${line}\r\nhello`)
    expect(await readProxyHeader(stream)).toEqual(header)
  })

  it('is read byte by byte, and what follows stays for whoever reads next', async () => {
    const stream = new PassThrough()
    const reading = readProxyHeader(stream)
    for (const byte of 'PROXY TCP4 198.51.100.7 203.0.113.1 50000 443\r\nhel') stream.write(byte)
    expect(await reading).toEqual({ address: '198.51.100.7' })
    stream.end('lo')
    expect(await text(stream)).toBe('hello')
  })

  it('is not waited for beyond its longest line, nor after the end', async () => {
    const endless = new PassThrough()
    endless.write('a'.repeat(107))
    expect(await readProxyHeader(endless)).toBeNull()
    const short = new PassThrough()
    short.end('PROXY TCP4')
    expect(await readProxyHeader(short)).toBeNull()
  })
})
