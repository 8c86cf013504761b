/**
 * A relay whose owner has no domain: customers open its address in numbers, and an authority gives that a certificate of
 * six days (RFC 8738). Real OpenSSH and nginx in namespaces; the authority looks from a customer's machine.
 */
import { X509Certificate } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../../../src-shared/clock.ts'
import { dayMs, hourMs, minuteMs } from '../../../src-shared/duration.ts'
import type { CertificateState } from '../../../src-shared/relay-set-up.ts'
import { createRelayCertificate } from '../../../src-server/acme/relay-certificate.ts'
import { listLanAddresses } from '../../../src-server/lan/lan-addresses.ts'
import { createLog } from '../../../src-server/log.ts'
import { createKeptLine } from '../../../src-server/line/kept-line.ts'
import { withPassword } from '../../../src-server/calls/call-ice-servers.ts'
import { probeIceServer } from '../../../src-server/calls/probe-ice-server.ts'
import { iceSourceOf } from '../../../src-server/relay/relay-ice-source.ts'
import { createRelayedServer } from '../../../src-server/line/relayed-server.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { fingerprintOf, readHostKey } from '../../../src-server/relay/relay-shell.ts'
import { removeFromRelay, type Relay } from '../../../src-server/relay/set-up-relay.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { startAcmeAuthority, type AcmeAuthority } from '../../support/acme-authority.ts'
import { runKonkon } from '../../support/konkon-command.ts'
import { openDesk, unwrap } from '../../support/room-client.ts'
import { relayLabTurnMs, startRelayLab, whyNoRelayLab, type RelayLab } from '../../support/relay-lab/relay-lab.ts'
import { setUpInLab } from '../../support/relay-lab/set-up-in-lab.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'
import { noTwin } from '../../support/no-twin.ts'
import { until } from '../../support/until.ts'

const address = '203.0.113.1'
const name = 'desk.example.jp'

describe.skipIf(whyNoRelayLab)(
  whyNoRelayLab === null ? 'a relay without a name' : `a relay without a name (skipped: ${whyNoRelayLab})`,
  { timeout: 90_000 },
  () => {
    let lab: RelayLab
    let hostKey: string
    let authority: AcmeAuthority
    let folder: string
    const ends: (() => unknown)[] = []

    beforeAll(async () => {
      folder = await makeFolder()
      lab = await startRelayLab()
      hostKey = await readHostKey(lab.login.host, lab.login.port)
      authority = await startAcmeAuthority({
        reach: (host) => lab.dialAsVisitor(host === name ? address : host, 443),
        validForDays: 6,
      })
    }, relayLabTurnMs)
    afterEach(async () => {
      for (const end of ends.splice(0).toReversed()) await end()
    })
    afterAll(async () => {
      await authority?.dispose()
      await lab?.dispose()
      await rm(folder, { recursive: true, force: true })
    })

    const setUp = (wanted: string, takesOver = false): Promise<Relay> =>
      setUpInLab(lab, { name: wanted, hostKey, takesOver })
    const giveBack = (given: string): Promise<void> => removeFromRelay({ login: lab.login, hostKey, name: given })

    /** As a browser does that trusts the authority and nobody else. */
    const open = (host: string): Promise<string> => {
      const how = ['-sS', '--max-time', '8', '--cacert', authority.caFile, '--resolve', `${host}:443:${address}`]
      return lab.asVisitor('curl', ...how, `https://${host}/front-desk`)
    }

    it('is opened by the numbers of its server, with a certificate that browsers take, and is given up again', async () => {
      const dataFolder = path.join(folder, 'data')
      const commandsPerConnection = { count: 10_000, perSeconds: 1 }
      const server = await startServer({
        dataFolder,
        acmeDirectory: authority.directoryUrl,
        policy: { rates: { ...defaultPolicy.rates, commandsPerConnection } },
      })
      ends.push(server.dispose)
      const where = { dataFolder, input: 'lab\n' }
      const key = ['--host-key', fingerprintOf(hostKey)]
      const unnamed = await runKonkon(['relay', 'setup', 'vps.example.jp', ...key], where)
      expect(unnamed).toMatchObject({ code: 2, err: expect.stringContaining('--name') })
      const made = await runKonkon(['relay', 'setup', address, ...key], where)
      expect(made).toMatchObject({ code: 0, out: expect.stringContaining(`https://${address}/ leads here\n`) })
      expect(made.out).not.toContain('name server')
      const desk = await openDesk(server)
      ends.push(desk.dispose)
      await until(async () => unwrap(await desk.send('relay:show', null)).certificate?.kind === 'good', 40_000)
      expect(await open(address)).toContain('<html')
      expect((await desk.waitFor('snapshot')).publicUrl).toBe(`https://${address}/front-desk`)
      // Only names have such records.
      expect(unwrap(await desk.send('relay:show', null)).caa).toBeNull()
      const doctor = await runKonkon(['doctor', '--all'], where)
      expect(doctor.out).toContain(`${address} is the address of ${address}.`)
      expect(doctor.out).toMatch(/^ {2}certificate: The certificate of the address is good until/m)
      const status = await runKonkon(['relay', 'status'], where)
      expect(status.out).toMatch(
        /^203\.0\.113\.1 +203\.0\.113\.1 +up since .*\nThe certificate of the address is good until \S+,/m,
      )
      const removed = await runKonkon(['relay', 'remove', address, ...key], where)
      expect(removed).toMatchObject({ code: 0 })
      await expect(open(address)).rejects.toThrow()
    })

    it('is for one workshop; those with names go on beside it', async () => {
      const first = await setUp(address)
      ends.push(() => giveBack(address))
      expect(first.name).toBe(address)
      await setUp(name)
      ends.push(() => giveBack(name))
      await expect(setUp('203.0.113.77')).rejects.toMatchObject({ why: 'address-taken', detail: address })
      await expect(setUp('1.113.0.203.in-addr.arpa')).rejects.toMatchObject({ why: 'bad-name' })
      // As after the provider has given the server another address.
      await setUp('203.0.113.77', true)
      ends.push(() => giveBack('203.0.113.77'))
      const status = await lab.onRelay('ls', '/etc/konkon-relay/names')
      expect(status.match(/\S+\.map/g)).toEqual(['203.0.113.77.map', `${name}.map`])
      expect(await lab.onRelay('sh', '-c', `id ${first.access.user} 2>&1 || true`)).toContain('no such user')
    })

    it('is told by what address others reach it, where its provider maps one', async () => {
      await lab.network('map')
      ends.push(() => lab.network('unmap'))
      const login = { ...lab.login, host: '203.0.113.50' }
      const relay = await setUpInLab(lab, { name, hostKey, login })
      ends.push(() => removeFromRelay({ login, hostKey, name }))
      const { urls, ...passwords } = withPassword(iceSourceOf(relay), {
        user: 'test',
        expiresAtMs: Date.now() + minuteMs,
      })
      for (const url of urls.slice(0, 2)) expect(await probeIceServer(url, passwords), url).toBe('works')
    })

    it.each([address, name])(
      'gets a certificate for %s of an authority that refuses first, is slow, and gives short lives',
      async (host) => {
        const relay = await setUp(host)
        ends.push(() => giveBack(host))
        const clock = createFakeClock(Date.now())
        const states: CertificateState[] = []
        const dataFolder = await makeFolder()
        ends.push(() => rm(dataFolder, { recursive: true, force: true }))
        const certificate = createRelayCertificate({
          dataFolder,
          directoryUrl: authority.directoryUrl,
          clock,
          log: createLog('silent'),
          onState: () => states.push(certificate.getState()!),
        })
        const visitors = await createRelayedServer(await certificate.first(host), {})
        visitors.server.on('request', (_request, response) => response.end('the desk'))
        const line = createKeptLine({
          twin: noTwin,
          access: relay.access,
          clock: createClock(globalThis),
          listAddresses: () => listLanAddresses(),
          onVisitor: (stream) => visitors.take(stream, { host: address, port: 9 }),
          onState: () => undefined,
        })
        ends.push(certificate.dispose, visitors.dispose, line.dispose)
        await until(() => line.getState().kind === 'up', 10_000)

        authority.refuse('too many orders for this name')
        certificate.keep(host, visitors)
        await until(() => states.length > 0, 20_000)
        expect(states).toEqual([{ kind: 'none', why: expect.stringContaining('too many orders') }])
        await expect(open(host)).rejects.toThrow('self-signed')

        authority.refuse(null)
        authority.hesitate(1_500)
        ends.push(() => authority.hesitate(0))
        clock.advance(16 * minuteMs)
        await until(() => certificate.getState()?.kind === 'good', 60_000)
        expect(await open(host)).toContain('the desk')
        const first = await shownTo(host)

        authority.hesitate(0)
        const untilMs = first.validToDate.getTime()
        clock.advance(4 * dayMs - hourMs)
        expect((await shownTo(host)).serialNumber).toBe(first.serialNumber)
        clock.advance(3 * hourMs)
        await until(async () => (await shownTo(host)).serialNumber !== first.serialNumber, 40_000)
        expect(clock.now()).toBeLessThan(untilMs)
        expect(await open(host)).toContain('the desk')
      },
    )

    /** What a customer is shown now. */
    function shownTo(host: string): Promise<X509Certificate> {
      return new Promise((resolve, reject) => {
        const named = host === address ? {} : { servername: host }
        const socket = connectTls({ socket: lab.dialAsVisitor(address, 443), rejectUnauthorized: false, ...named })
        socket.once('error', reject).once('secureConnect', () => {
          resolve(new X509Certificate(socket.getPeerCertificate(true).raw))
          socket.destroy()
        })
      })
    }
  },
)
