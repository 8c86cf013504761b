/** Where call-outs do not go, by connections that listeners on loopback wait for in vain. */
import { connect, createServer, type LookupFunction, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { rm } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { createClosedAddresses, loopback } from '../../../src-server/call-outs/closed-addresses.ts'
import type { Network } from '../../../src-server/call-outs/closed-addresses.ts'
import { selfMadeCertificate } from '../../../src-server/lan/self-made-certificate.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { openDesk, unwrap } from '../../support/room-client.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'
import { callOutId, parseCallOuts, tower, webhook } from './call-out-room.ts'

const disposables: { dispose: () => void | Promise<void> }[] = []
afterEach(async () => {
  for (const { dispose } of disposables.splice(0).toReversed()) await dispose()
})

/** Everything that stands for this machine, or for what only it may ask. A URL's host. */
const closedHosts = [
  '127.0.0.1',
  '127.9.9.9',
  'localhost',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::7f00:1]',
  '0.0.0.0',
  '[::]',
  '127.1',
  '2130706433',
  '0x7f000001',
  '017700000001',
  '169.254.169.254',
  '169.254.0.10',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[fd20:ce::254]',
  '100.100.100.200',
  '168.63.129.16',
  '224.0.0.1',
  '255.255.255.255',
  '[ff02::1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::a9fe:a9fe]',
  '[2002:7f00:1::]',
] as const

/** What a stranger's SSH server would say first. */
const banner = 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u5'

/** The same port on every address of this machine, each with a banner; counts who came. */
async function listenEverywhereOnLoopback(): Promise<{ readonly port: number; readonly count: () => number }> {
  let arrived = 0
  const open = (host: string, port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((socket) => {
        arrived += 1
        socket.on('error', () => undefined)
        socket.end(`${banner}\r\n`)
      })
      server.once('error', reject)
      server.listen(port, host, () => resolve(server))
    })
  const first = await open('127.0.0.1', 0)
  const address = first.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const servers = [first, await open('::1', port), await open('127.9.9.9', port)]
  for (const server of servers) disposables.push({ dispose: () => void server.close() })
  return { port, count: () => arrived }
}

const mail = (host: string, port: number) => ({
  id: 'mail',
  name: 'Office',
  isOn: true,
  kind: 'mail',
  host: host.replace(/^\[|\]$/g, ''),
  port,
  security: 'none',
  username: '',
  password: 'hunter2',
  from: 'desk@example.jp',
  to: ['office@example.jp'],
})
const mqtt = (id: string, url: string) => ({
  id,
  name: 'Andon',
  isOn: true,
  kind: 'mqtt',
  url,
  username: '',
  password: '',
  topic: 'factory',
  events: ['knock'],
})
const everyKind = (host: string, port: number) =>
  parseCallOuts([
    webhook(`http://${host}:${port}/`, { id: 'http' }),
    webhook(`https://${host}:${port}/`, { id: 'https' }),
    tower(`http://${host}:${port}`),
    mqtt('mqtt', `mqtt://${host}:${port}`),
    mqtt('mqtts', `mqtts://${host}:${port}`),
    mqtt('ws', `ws://${host}:${port}/mqtt`),
    mqtt('wss', `wss://${host}:${port}/mqtt`),
    mail(host, port),
    { ...mail(host, port), id: 'mail-tls', security: 'tls' },
  ])

describe('a call-out of a server', () => {
  it('of any kind connects to nothing on the machine itself, however its address is written', async () => {
    const listener = await listenEverywhereOnLoopback()
    const rates = { ...defaultPolicy.rates, commandsPerConnection: { count: 10_000, perSeconds: 10 } }
    const server = await startServer({ openedToCallOuts: [], policy: { rates } })
    disposables.push(server)
    const desk = await openDesk(server)
    const outcomes = new Set<string>()
    for (const host of closedHosts) {
      const list = everyKind(host, listener.port)
      unwrap(await desk.send('call-outs:set', list))
      const results = await Promise.all(list.map(({ id }) => desk.send('call-outs:test', { callOutId: id })))
      for (const [index, result] of results.entries()) {
        const { outcome } = unwrap(result)
        outcomes.add(outcome.kind === 'failed' ? outcome.cause : `${host} ${list[index]?.id} delivered`)
      }
    }
    expect([...outcomes]).toEqual(['not-allowed'])
    expect(listener.count()).toBe(0)
  }, 60_000)

  it('goes where the operator has opened the way, and tells a desk nothing of what a stranger says there', async () => {
    const listener = await listenEverywhereOnLoopback()
    const lines: string[] = []
    const keep = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString())
        done()
      },
    })
    const server = await startServer({ openedToCallOuts: ['127.0.0.1'], log: pino({ level: 'info' }, keep) })
    disposables.push(server)
    const desk = await openDesk(server)
    const list = parseCallOuts([mail('127.0.0.1', listener.port), { ...mail('[::1]', listener.port), id: 'other' }])
    unwrap(await desk.send('call-outs:set', list))
    const told = unwrap(await desk.send('call-outs:test', { callOutId: callOutId('mail') }))
    expect(told.outcome).toMatchObject({ kind: 'failed', cause: 'not-accepted' })
    const other = unwrap(await desk.send('call-outs:test', { callOutId: callOutId('other') }))
    expect(other.outcome).toMatchObject({ cause: 'not-allowed' })
    expect(listener.count()).toBe(1)
    const heard = JSON.stringify([told, unwrap(await desk.send('call-outs:list', null)), desk.facts])
    expect(heard).not.toMatch(/SSH|Debian/)
    // Whoever runs the server may know.
    expect(lines.join('')).toContain('SSH-2.0-OpenSSH')
    expect(lines.join('')).not.toContain('hunter2')
  })
})

describe('a receiver that nobody vouches for', () => {
  it('is sent nothing by any kind that asks for a secure connection', async () => {
    const folder = await makeFolder()
    disposables.push({ dispose: () => rm(folder, { recursive: true, force: true }) })
    const certificate = await selfMadeCertificate({
      file: path.join(folder, 'lan-certificate.pem'),
      names: ['127.0.0.1'],
      nowMs: Date.now(),
    })
    let words = ''
    const receiver = createTlsServer(certificate, (socket) => {
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        words += chunk.toString()
      })
    })
    disposables.push({ dispose: () => void receiver.close() })
    const port = await listenOnLoopback(receiver)
    const server = await startServer()
    disposables.push(server)
    const desk = await openDesk(server)
    const secure = everyKind('127.0.0.1', port).filter(({ id }) => ['https', 'mqtts', 'wss', 'mail-tls'].includes(id))
    expect(secure).toHaveLength(4)
    unwrap(await desk.send('call-outs:set', secure))
    for (const { id } of secure) {
      const { outcome } = unwrap(await desk.send('call-outs:test', { callOutId: id }))
      expect([id, outcome]).toEqual([id, { kind: 'failed', cause: 'not-secure', attempts: 1 }])
    }
    expect(words).toBe('')
  })
})

describe('the closed addresses', () => {
  const verdict = (address: string, opened: readonly Network[] = []): boolean =>
    createClosedAddresses(opened).check(address, address.includes(':') ? 'ipv6' : 'ipv4')

  it.each(['192.168.1.50', '10.0.0.7', '172.16.3.4', '100.64.0.1', '203.0.113.9', 'fd12:3456::1', '2001:db8::1'])(
    'do not hold %s',
    (address) => {
      expect(verdict(address)).toBe(false)
      if (!address.includes(':')) expect(verdict(`::ffff:${address}`)).toBe(false)
    },
  )

  it('hold this machine’s own addresses on any network, unless it may call out to itself', () => {
    const own = ['203.0.113.5', '192.168.1.10', '2001:db8::5']
    for (const address of own) {
      const type = address.includes(':') ? 'ipv6' : 'ipv4'
      expect(createClosedAddresses([], () => own).check(address, type)).toBe(true)
      expect(createClosedAddresses([], () => own).check(`::ffff:${own[0]}`, 'ipv6')).toBe(true)
      expect(createClosedAddresses(loopback, () => own).check(address, type)).toBe(false)
      expect(createClosedAddresses([address], () => own).check(address, type)).toBe(false)
    }
    expect(createClosedAddresses([], () => own).check('192.168.1.11')).toBe(false)
    const present = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    for (const { address, family } of present) {
      expect(createClosedAddresses([]).check(address, family === 'IPv6' ? 'ipv6' : 'ipv4')).toBe(true)
    }
  })

  it('have the exceptions that were made, and no others', () => {
    expect(verdict('127.0.0.1', loopback)).toBe(false)
    expect(verdict('::1', loopback)).toBe(false)
    expect(verdict('::ffff:127.0.0.1', loopback)).toBe(false)
    expect(verdict('169.254.169.254', loopback)).toBe(true)
    expect(verdict('0.0.0.0', loopback)).toBe(true)
    expect(verdict('169.254.10.9', ['169.254.10.0/24'])).toBe(false)
    expect(verdict('169.254.11.9', ['169.254.10.0/24'])).toBe(true)
  })

  it('hold at every attempt, whatever a name meant before', async () => {
    const listener = await listenEverywhereOnLoopback()
    // The first answer is harmless and leads nowhere; then the name is this machine's.
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ])
    const codes = await new Promise<unknown>((resolve) => {
      const socket = connect({
        host: 'rebound.example',
        port: listener.port,
        lookup,
        autoSelectFamily: true,
        blockList: createClosedAddresses([]),
      })
      socket.once('error', (cause: Error) =>
        resolve(
          cause instanceof AggregateError
            ? cause.errors.map((one: unknown) => Reflect.get(Object(one), 'code'))
            : Reflect.get(cause, 'code'),
        ),
      )
    })
    expect(codes).toEqual(['ERR_IP_BLOCKED', 'ERR_IP_BLOCKED'])
    expect(listener.count()).toBe(0)
  })
})
