/** What comes inside the TLS of a visitor: HTTP is answered here, TURN goes on to the relay's own server. */
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { selfMadeCertificate } from '../../../src-server/lan/self-made-certificate.ts'
import { createRelayedServer, type RelayedServer } from '../../../src-server/line/relayed-server.ts'
import { isTurn } from '../../../src-server/line/turn-in-tls.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'
import { makeFolder } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

/** An Allocate request without attributes (RFC 8656): type, length, magic cookie, transaction. */
const allocate = Buffer.from('0003000021 12a442 000102030405060708090a0b'.replaceAll(' ', ''), 'hex')

let folder: string
let visitors: RelayedServer
let relay: Server
let turn: Server
let port: number
let heard: Buffer

beforeEach(async () => {
  folder = await makeFolder()
  const names = ['desk.example.jp']
  const certificate = await selfMadeCertificate({ file: path.join(folder, 'a.pem'), names, nowMs: Date.now() })
  visitors = await createRelayedServer(certificate, { headersTimeout: 300 })
  visitors.server.on('request', (request, response) => response.end(`HTTP to ${request.socket.remoteAddress}`))
  heard = Buffer.alloc(0)
  turn = createServer((socket) => {
    socket.on('data', (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes])
      socket.write('TURN answers')
    })
  })
  const turnPort = await listenOnLoopback(turn)
  relay = createServer((socket) => {
    socket.unshift('PROXY TCP4 198.51.100.7 203.0.113.1 50000 443\r\n')
    visitors.take(socket, { host: '127.0.0.1', port: turnPort })
  })
  port = await listenOnLoopback(relay)
})
afterEach(async () => {
  visitors.dispose()
  relay.close()
  turn.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(): Promise<TLSSocket> {
  const socket = connectTls({
    socket: connect(port, '127.0.0.1'),
    servername: 'desk.example.jp',
    rejectUnauthorized: false,
  })
  await once(socket, 'secureConnect')
  return socket
}

describe('a visitor’s TLS', () => {
  it('with a request in it is answered here, in one piece or two', async () => {
    for (const pieces of [['GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'], ['G', 'ET / HTTP/1.0\r\n\r\n']]) {
      const socket = await open()
      const answer = text(socket)
      for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve))
      expect(await answer).toContain('HTTP to 198.51.100.7')
    }
    expect(heard).toHaveLength(0)
  })

  it('with TURN in it goes on to the relay’s own server, and back, and ends with it', async () => {
    const socket = await open()
    socket.write(allocate)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toBe('TURN answers')
    socket.write('more')
    await until(() => heard.equals(Buffer.concat([allocate, Buffer.from('more')])))
    const ended = once(socket, 'close')
    socket.destroy()
    await ended
    const connections = () => new Promise((resolve) => turn.getConnections((_cause, count) => resolve(count)))
    await until(async () => (await connections()) === 0)
  })

  it('with nothing in it is ended after the time for a request', async () => {
    const socket = await open()
    socket.resume()
    await once(socket, 'close')
  })
})

describe('the first bytes', () => {
  it.each([
    ['an Allocate request', allocate, true],
    ['its beginning', allocate.subarray(0, 3), true],
    ['another protocol that begins with zero', Buffer.from('0003000000000000', 'hex'), false],
    ['a request of HTTP', Buffer.from('GET / HTTP/1.1'), false],
    ['the first letter of one', Buffer.from('G'), false],
    ['HTTP/2', Buffer.from('PRI * HTTP/2.0'), false],
    ['nothing', Buffer.alloc(0), false],
  ] as const)('of %s are TURN: %s', (...[, bytes, expected]) => {
    expect(isTurn(bytes)).toBe(expected)
  })
})
