/** A certificate by ACME, from an authority that looks for itself, over what a line brings. */
import { readFile, rm, stat } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import path from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayMs, minuteMs } from '../../../src-shared/duration.ts'
import { readCertificate, spanOf, writeCertificate } from '../../../src-server/acme/certificate-file.ts'
import type { CaaIssuer } from '../../../src-server/acme/caa.ts'
import type { CertificateState } from '../../../src-shared/relay-set-up.ts'
import { createLog } from '../../../src-server/log.ts'
import { createRelayCertificate } from '../../../src-server/acme/relay-certificate.ts'
import { createKeptCertificate } from '../../../src-server/acme/kept-certificate.ts'
import { makeAccountKey, orderCertificate } from '../../../src-server/acme/order-certificate.ts'
import { selfMadeCertificate, type Certificate } from '../../../src-server/lan/self-made-certificate.ts'
import { createRelayedServer, type RelayedServer } from '../../../src-server/line/relayed-server.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { startAcmeAuthority, type AcmeAuthority } from '../../support/acme-authority.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'
import { makeFolder } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

const name = 'desk.example.jp'
let folder: string
let visitors: RelayedServer
let relay: Server
let port: number
let authority: AcmeAuthority
let accountKey: string
let issuer: CaaIssuer | null

beforeEach(async () => {
  folder = await makeFolder()
  const first = await selfMadeCertificate({ file: path.join(folder, 'first.pem'), names: [name], nowMs: Date.now() })
  visitors = await createRelayedServer(first, {})
  visitors.server.on('request', (_request, response) => response.end('the desk'))
  relay = createServer((socket) => {
    socket.unshift('PROXY TCP4 198.51.100.7 203.0.113.1 50000 443\r\n')
    visitors.take(socket, { host: '127.0.0.1', port: 9 })
  })
  port = await listenOnLoopback(relay)
  authority = await startAcmeAuthority({ reach: () => connect(port, '127.0.0.1') })
  accountKey = await makeAccountKey()
  issuer = null
})
afterEach(async () => {
  visitors.dispose()
  relay.close()
  await authority.dispose()
  await rm(folder, { recursive: true, force: true })
})

const order = (): Promise<Certificate> =>
  orderCertificate({
    directoryUrl: authority.directoryUrl,
    accountKey,
    name,
    present: visitors.present,
    onAccount: (known) => (issuer = known),
  })

/** What a browser that trusts the authority gets, or why it does not. */
function visit(): Promise<string> {
  return new Promise((resolve, reject) => {
    void readFile(authority.caFile).then((ca) => {
      const socket = connectTls({ host: '127.0.0.1', port, servername: name, ca })
      socket.once('secureConnect', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
      let answer = ''
      socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
      socket.once('end', () => resolve(answer)).once('error', reject)
    })
  })
}

describe('a certificate', { timeout: 60_000 }, () => {
  it('is given for a name that leads here, and browsers take it', async () => {
    await expect(visit()).rejects.toThrow('self-signed certificate')
    visitors.setCertificate(await order())
    expect(await visit()).toContain('the desk')
    // For the record that shuts others out.
    expect(issuer).toEqual({ domains: ['authority.example'], accountUrl: expect.stringMatching(/^http.*account/) })
  })

  it('is ordered while visitors are answered with the one before', async () => {
    visitors.setCertificate(await order())
    const challenge = await selfMadeCertificate({
      file: path.join(folder, 'challenge.pem'),
      names: [name],
      nowMs: Date.now(),
    })
    const withdraw = visitors.present(challenge)
    expect(await visit()).toContain('the desk')
    withdraw()
  })

  it('is not given where the name leads elsewhere', async () => {
    const present = (): (() => void) => () => undefined
    const lost = orderCertificate({
      directoryUrl: authority.directoryUrl,
      accountKey,
      name,
      present,
      onAccount: () => undefined,
    })
    await expect(lost).rejects.toThrow()
    expect(authority.countIssued()).toBe(0)
  })

  it('of six days that cannot be renewed is urgent a day before its end, and not from the first day', async () => {
    await authority.dispose()
    authority = await startAcmeAuthority({ reach: () => connect(port, '127.0.0.1'), validForDays: 6 })
    const kept = await order()
    const { untilMs } = spanOf(kept)
    authority.refuse('too many orders for this name')
    const states: CertificateState[] = []
    const keeper = createKeptCertificate({
      kept,
      order,
      write: () => Promise.resolve(),
      clock: createFakeClock(untilMs - 1.5 * dayMs),
      onCertificate: () => undefined,
      onState: (state) => states.push(state),
    })
    await until(() => states.length > 0, 20_000)
    expect(states).toEqual([{ kind: 'failing', untilMs, urgentFromMs: untilMs - dayMs, why: expect.any(String) }])
    keeper.dispose()
  })

  it('is kept in a file that only its owner reads, and is of no use for another name', async () => {
    const file = path.join(folder, 'kept.pem')
    const fresh = await order()
    await writeCertificate(file, fresh)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(spanOf((await readCertificate(file, name))!)).toEqual(spanOf(fresh))
    expect(await readCertificate(file, 'other.example.jp')).toBeNull()
  })
})

describe('the account that orders', { timeout: 60_000 }, () => {
  const relayCertificate = (directoryUrl: string) =>
    createRelayCertificate({
      dataFolder: folder,
      directoryUrl,
      clock: createFakeClock(Date.now()),
      log: createLog('silent'),
      onState: () => undefined,
    })

  it('is known once it has ordered, and after a restart, for the authority that it is of', async () => {
    const first = relayCertificate(authority.directoryUrl)
    expect(first.getIssuer()).toBeNull()
    first.keep(name, visitors)
    await until(() => first.getState()?.kind === 'good', 20_000)
    first.dispose()
    const known = first.getIssuer()
    expect(known).toMatchObject({ domains: ['authority.example'] })
    expect(relayCertificate(authority.directoryUrl).getIssuer()).toMatchObject({ ...known })
    expect(relayCertificate('https://other.example/directory').getIssuer()).toBeNull()
  })
})

describe('a certificate that is kept', { timeout: 60_000 }, () => {
  const clock = createFakeClock(Date.now())
  let states: CertificateState[]
  let written: Certificate[]

  async function keep(kept: Certificate | null) {
    states = []
    written = []
    const keeper = createKeptCertificate({
      kept,
      order,
      write: async (fresh) => void written.push(fresh),
      clock,
      onCertificate: visitors.setCertificate,
      onState: (state) => states.push(state),
    })
    return keeper
  }

  it('is ordered at once where there is none', async () => {
    const keeper = await keep(null)
    await until(() => states.find(({ kind }) => kind === 'good'), 40_000)
    expect(await visit()).toContain('the desk')
    expect(written).toHaveLength(1)
    keeper.dispose()
  })

  it.each([
    [90, 59, 61],
    [6, 3.9, 4.1],
  ])('of %i days is renewed when a third of that is left, and not before', async (days, beforeDays, afterDays) => {
    await authority.dispose()
    authority = await startAcmeAuthority({ reach: () => connect(port, '127.0.0.1'), validForDays: days })
    const keeper = await keep(null)
    await until(() => written.length === 1, 40_000)
    clock.jump(spanOf(written[0]!).fromMs - clock.now())
    clock.advance(beforeDays * dayMs)
    expect(authority.countIssued()).toBe(1)
    clock.advance((afterDays - beforeDays) * dayMs)
    await until(() => written.length === 2, 40_000)
    keeper.dispose()
  })

  it('says why none is to be had, uses the old one, and asks again later and later', async () => {
    const old = await order()
    const { fromMs, untilMs } = spanOf(old)
    clock.jump(fromMs + 70 * dayMs - clock.now())
    authority.refuse('too many orders for this name')
    const keeper = await keep(old)
    const failing = await until(() => states.find((state) => state.kind === 'failing'))
    expect(failing).toEqual({
      kind: 'failing',
      untilMs,
      urgentFromMs: untilMs - 14 * dayMs,
      why: expect.stringContaining('too many orders'),
    })
    authority.refuse(null)
    clock.advance(14 * minuteMs)
    expect(authority.countIssued()).toBe(1)
    clock.advance(2 * minuteMs)
    await until(() => keeper.getState().kind === 'good', 40_000)
    keeper.dispose()
  })
})
