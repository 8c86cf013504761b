/** The server opened to the local network: bound to loopback here, since tests open nothing to a network. */
import { X509Certificate } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { request } from 'node:https'
import { connect } from 'node:tls'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listLanAddresses } from '../../../src-server/lan/lan-addresses.ts'
import type { LanOptions } from '../../../src-server/lan/lan-server.ts'
import { selfMadeCertificate } from '../../../src-server/lan/self-made-certificate.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import type { VisitorKnock } from '../../../src-shared/knock.ts'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { makeToken, openDesk, openKnock, unwrap } from '../../support/room-client.ts'
import { until } from '../../support/until.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
const servers: RoomServer[] = []
const sockets: Socket[] = []
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  for (const server of servers.splice(0)) await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

const selfMade = { kind: 'self-made' } as const
const nowMs = Date.now()
const dayMs = 24 * 60 * 60_000

async function start(certificate: LanOptions['certificate'] = selfMade, port = 0): Promise<RoomServer> {
  const server = await startServer({ dataFolder: folder, lan: { host: '127.0.0.1', port, certificate } })
  servers.push(server)
  return server
}

/** `https://127.0.0.1:PORT` */
const originOf = ({ lan }: RoomServer): string => new URL(lan!.visitorUrl).origin
const readCertificate = (): Promise<string> => readFile(path.join(folder, 'lan-certificate.pem'), 'utf8')

function get(
  url: string,
  options: { readonly ca?: string; readonly body?: string } = {},
): Promise<{ status: number; body: string }> {
  const { ca, body } = options
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' }
    const asked = request(url, { method, headers, agent: false, ...(ca === undefined ? {} : { ca }) }, (response) => {
      text(response).then((answer) => {
        resolve({ status: response.statusCode ?? 0, body: answer })
      }, reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

describe('a server that is open to the local network', () => {
  it('is the same server by HTTPS, to whoever trusts its own certificate', async () => {
    const server = await start()
    const origin = originOf(server)
    expect(origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect(server.lan).toEqual({
      visitorUrl: `${origin}/front-desk`,
      deskUrl: `${origin}/desk${new URL(server.deskUrl).hash}`,
    })
    const ca = await readCertificate()
    expect(JSON.parse((await get(`${origin}/healthz`, { ca })).body)).toMatchObject({ status: 'ok' })
    expect((await get(`${origin}/front-desk`, { ca })).status).toBe(200)
    await expect(get(`${origin}/healthz`)).rejects.toThrow(/self-signed certificate/)
    await expect(get(`${origin.replace('https', 'http')}/healthz`)).rejects.toThrow()
  })

  it('takes a knock over wss that a desk on this machine admits', async () => {
    const server = await start()
    const desk = await openDesk(server)
    expect((await desk.waitFor('snapshot')).lanUrl).toBe(server.lan?.visitorUrl)
    for (const transport of ['websocket', 'polling']) {
      const token = makeToken()
      const auth = { protocol: protocolVersion, room: server.room, language: 'ja', token }
      const visitor = io(`${originOf(server)}/visitor`, {
        auth,
        ca: await readCertificate(),
        forceNew: true,
        reconnection: false,
        transports: [transport],
      })
      sockets.push(visitor)
      const admitted = new Promise((resolve) => {
        visitor.on('knock:changed', ({ phase }) => {
          if (phase.kind === 'admitted') resolve(phase.kind)
        })
      })
      await new Promise((resolve, reject) => {
        visitor.once('welcome', resolve)
        visitor.once('connect_error', reject)
      })
      const knock = unwrap<VisitorKnock>(await visitor.emitWithAck('knock', { name: 'Sato', token }))
      const { knock: seen } = await desk.waitFor('knock:changed', (fact) => fact.knock.id === knock.id)
      const call = unwrap(await desk.send('admit', { knockId: seen.id }))
      expect(await admitted).toBe('admitted')
      unwrap(await desk.send('hang-up', { callId: call.id }))
    }
  })

  it('makes pairing links and invitations for it, and pairs over it', async () => {
    const server = await start()
    const desk = await openDesk(server)
    const { url } = unwrap(await desk.send('pairing:create', null))
    expect(url.startsWith(`${originOf(server)}/desk#front-desk.pair.`)).toBe(true)
    const body = JSON.stringify({ room: 'front-desk', code: url.split('.').at(-1), desk: { id: 'phone', name: '' } })
    const answer = await get(`${originOf(server)}/pair`, { ca: await readCertificate(), body })
    expect(answer.status).toBe(200)
  })

  it('closes both doors, also with pages that keep their connection open', async () => {
    const server = await start()
    const ca = await readCertificate()
    const visitor = io(`${originOf(server)}/visitor`, {
      auth: { protocol: protocolVersion, room: server.room, language: 'ja' },
      ca,
      reconnection: false,
    })
    sockets.push(visitor)
    await new Promise((resolve) => {
      visitor.once('welcome', resolve)
    })
    const gone = new Promise((resolve) => {
      visitor.once('disconnect', resolve)
    })
    await server.dispose()
    await gone
    await expect(get(`${originOf(server)}/healthz`, { ca })).rejects.toThrow(/ECONNREFUSED/)
  })

  it('follows the addresses of the machine: a new certificate, and word to the desks', async () => {
    const clock = createFakeClock(nowMs)
    let addresses: readonly string[] = []
    const lan = { host: '127.0.0.1', port: 0, certificate: selfMade, listAddresses: () => addresses } as const
    const server = await startServer({ dataFolder: folder, clock, lan })
    servers.push(server)
    expect(server.lan).toBeNull()
    const before = await readCertificate()
    const desk = await openDesk(server)
    expect((await desk.waitFor('snapshot')).lanUrl).toBeNull()
    const { knock } = await openKnock(server)
    desk.forget()
    clock.advance(60_000)
    expect(await readCertificate()).toBe(before)
    addresses = ['127.0.0.7']
    // The look before may still be at it.
    await until(() => {
      clock.advance(60_000)
      return desk.facts.some(({ name }) => name === 'snapshot')
    })
    const snapshot = await desk.waitFor('snapshot')
    expect(snapshot.lanUrl).toMatch(/^https:\/\/127\.0\.0\.7:\d+\/front-desk$/)
    expect(snapshot.knocks.map(({ id }) => id)).toEqual([knock.id])
    const after = await readCertificate()
    expect(new X509Certificate(after).checkIP('127.0.0.7')).toBe('127.0.0.7')
    const { port } = new URL(snapshot.lanUrl ?? '')
    expect((await get(`https://127.0.0.1:${port}/healthz`, { ca: after })).status).toBe(200)
    await expect(get(`https://127.0.0.1:${port}/healthz`, { ca: before })).rejects.toThrow(/self-signed|self signed/)
    expect(unwrap(await desk.send('pairing:create', null)).url).toContain('https://127.0.0.7:')
  })

  it('is not open by default', async () => {
    const server = await startServer({ dataFolder: folder })
    servers.push(server)
    expect(server.lan).toBeNull()
    expect((await (await openDesk(server)).waitFor('snapshot')).lanUrl).toBeNull()
    await expect(readCertificate()).rejects.toThrow(/ENOENT/)
  })

  it('says which port is taken, and leaves nothing open behind', async () => {
    const first = await start()
    const port = Number(new URL(originOf(first)).port)
    const dataFolder = await makeFolder()
    const second = startServer({ dataFolder, lan: { host: '127.0.0.1', port, certificate: selfMade } })
    await expect(second).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining('KONKON_LAN_PORT'),
    })
    // The data folder is free again.
    servers.push(await startServer({ dataFolder }))
    await servers.pop()?.dispose()
    await rm(dataFolder, { recursive: true, force: true })
  })

  it('uses a certificate that it is given', async () => {
    const { cert, key } = await selfMadeCertificate({
      file: path.join(folder, 'lan-certificate.pem'),
      names: ['127.0.0.1'],
      nowMs,
    })
    const [certificateFile, keyFile] = [path.join(folder, 'given.crt'), path.join(folder, 'given.key')]
    await writeFile(certificateFile, cert)
    await writeFile(keyFile, key)
    await rm(path.join(folder, 'lan-certificate.pem'))
    const server = await start({ kind: 'given', certificateFile, keyFile })
    expect((await get(`${originOf(server)}/healthz`, { ca: cert })).status).toBe(200)
    await expect(readCertificate()).rejects.toThrow(/ENOENT/)
    await servers.pop()?.dispose()
    await expect(start({ kind: 'given', certificateFile: 'nowhere.crt', keyFile })).rejects.toMatchObject({
      code: 'certificate-unusable',
      message: expect.stringContaining('nowhere.crt'),
    })
    await expect(start({ kind: 'given', certificateFile: keyFile, keyFile })).rejects.toMatchObject({
      code: 'certificate-unusable',
    })
  })

  /** As a browser shows it that does not trust the certificate. */
  async function shownFingerprint(server: RoomServer): Promise<string | undefined> {
    const { hostname: host, port } = new URL(originOf(server))
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false })
    await once(socket, 'secureConnect')
    const fingerprint = socket.getPeerX509Certificate()?.fingerprint256
    socket.destroy()
    return fingerprint
  }

  const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256

  it('takes a certificate that was renewed on the disk, without a restart and without a call that breaks', async () => {
    const clock = createFakeClock(nowMs)
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
    const faults = (): number => lines.filter((line) => line.includes('cannot be used')).length
    const makeAnother = async () => {
      await rm(path.join(folder, 'lan-certificate.pem'), { force: true })
      return selfMadeCertificate({ file: path.join(folder, 'lan-certificate.pem'), names: ['127.0.0.1'], nowMs })
    }
    const [first, second] = [await makeAnother(), await makeAnother()]
    const [certificateFile, keyFile] = [path.join(folder, 'given.crt'), path.join(folder, 'given.key')]
    await writeFile(certificateFile, first.cert)
    await writeFile(keyFile, first.key)
    const lan = { host: '127.0.0.1', port: 0, certificate: { kind: 'given', certificateFile, keyFile } } as const
    const server = await startServer({ dataFolder: folder, clock, lan, log })
    servers.push(server)
    const desk = await openDesk(server)
    const told = (await desk.waitFor('snapshot')).lanCertificate
    expect(told).toEqual({ fingerprint: fingerprintOf(first.cert), isSelfMade: false })
    const visitor = io(`${originOf(server)}/visitor`, {
      auth: { protocol: protocolVersion, room: server.room, language: 'ja' },
      ca: first.cert,
      transports: ['websocket'],
      reconnection: false,
    })
    sockets.push(visitor)
    await new Promise((resolve) => {
      visitor.once('welcome', resolve)
    })
    // Half-way: the new certificate lies there, its key does not yet.
    await writeFile(certificateFile, second.cert)
    clock.advance(60_000)
    await until(() => faults() === 1)
    expect((await get(`${originOf(server)}/healthz`, { ca: first.cert })).status).toBe(200)
    await until(() => clock.pending > 0)
    desk.forget()
    await writeFile(keyFile, second.key)
    await until(() => {
      clock.advance(60_000)
      return desk.facts.some(({ name }) => name === 'snapshot')
    })
    expect((await desk.waitFor('snapshot')).lanCertificate?.fingerprint).toBe(fingerprintOf(second.cert))
    expect((await get(`${originOf(server)}/healthz`, { ca: second.cert })).status).toBe(200)
    await expect(get(`${originOf(server)}/healthz`, { ca: first.cert })).rejects.toThrow(/self-signed/)
    expect(visitor.connected).toBe(true)
    expect(faults()).toBe(1)
  })

  it('renews the one that it made itself before it runs out, and tells its desks the new fingerprint', async () => {
    const clock = createFakeClock(nowMs)
    const server = await startServer({
      dataFolder: folder,
      clock,
      lan: { host: '127.0.0.1', port: 0, certificate: selfMade },
    })
    servers.push(server)
    const before = await readCertificate()
    const desk = await openDesk(server)
    const told = (await desk.waitFor('snapshot')).lanCertificate
    expect(told).toEqual({ fingerprint: fingerprintOf(before), isSelfMade: true })
    desk.forget()
    clock.sleep(740 * dayMs)
    await until(() => {
      clock.advance(60_000)
      return desk.facts.some(({ name }) => name === 'snapshot')
    })
    const { lanCertificate } = await desk.waitFor(
      'snapshot',
      (fact) => fact.lanCertificate?.fingerprint !== told?.fingerprint,
    )
    const after = await readCertificate()
    expect(after).not.toBe(before)
    expect(lanCertificate).toEqual({ fingerprint: fingerprintOf(after), isSelfMade: true })
    expect(await shownFingerprint(server)).toBe(fingerprintOf(after))
    expect(new X509Certificate(after).validToDate.getTime()).toBeGreaterThan(nowMs + 820 * dayMs)
  })
})

describe('the self-made certificate', () => {
  const make = (names: readonly string[], atMs = nowMs) =>
    selfMadeCertificate({ file: path.join(folder, 'lan-certificate.pem'), names, nowMs: atMs })

  it("holds for this machine's names and addresses, vouches for nobody else, and is its owner's secret", async () => {
    const certificate = new X509Certificate((await make(['localhost', 'shop-pc', '192.168.1.20', '::1'])).cert)
    expect(certificate.checkHost('localhost')).toBe('localhost')
    expect(certificate.checkHost('shop-pc')).toBe('shop-pc')
    expect(certificate.checkIP('192.168.1.20')).toBe('192.168.1.20')
    expect(certificate.checkIP('::1')).toBe('::1')
    expect(certificate.checkHost('example.jp')).toBeUndefined()
    expect(certificate.ca).toBe(false)
    expect((certificate.validToDate.getTime() - certificate.validFromDate.getTime()) / dayMs).toBeLessThan(825)
    expect((await stat(path.join(folder, 'lan-certificate.pem'))).mode & 0o777).toBe(0o600)
  })

  it('is kept while it fits, and made anew when an address is new, when it runs out, and when it is damaged', async () => {
    const names = ['localhost', '192.168.1.20']
    const first = await make(names)
    expect(await make(names)).toEqual(first)
    expect(await make(['192.168.1.20'])).toEqual(first)
    const moved = await make([...names, '192.168.1.30'])
    expect(moved.cert).not.toBe(first.cert)
    expect(await make(names, nowMs + 700 * dayMs)).toEqual(moved)
    const renewed = await make(names, nowMs + 800 * dayMs)
    expect(renewed.cert).not.toBe(moved.cert)
    await writeFile(path.join(folder, 'lan-certificate.pem'), '-----BEGIN CERTIFICATE-----\nrubbish\n')
    const repaired = await make(names)
    expect(new X509Certificate(repaired.cert).checkIP('192.168.1.20')).toBe('192.168.1.20')
  })
})

describe('addresses of the local network', () => {
  it('are those that other devices can use, IPv4 first', () => {
    const of = (address: string, family: string, internal = false) => ({ address, family, internal })
    expect(
      listLanAddresses({
        lo: [of('127.0.0.1', 'IPv4', true), of('::1', 'IPv6', true)],
        wifi: [of('fe80::1', 'IPv6'), of('2001:db8::7', 'IPv6'), of('192.168.1.20', 'IPv4')],
        wire: [of('169.254.3.4', 'IPv4'), of('10.0.0.5', 'IPv4')],
      }),
    ).toEqual(['192.168.1.20', '10.0.0.5', '2001:db8::7'])
  })
})
