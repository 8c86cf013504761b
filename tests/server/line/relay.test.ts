/**
 * The whole way: a small server becomes a relay by its own packages, the PC behind NAT opens its line, visitors come in
 * over it. Real OpenSSH, nginx and coturn, in namespaces as hosts.
 */
import { X509Certificate } from 'node:crypto'
import type { Server } from 'node:https'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../../../src-shared/clock.ts'
import { listLanAddresses } from '../../../src-server/lan/lan-addresses.ts'
import { selfMadeCertificate, type Certificate } from '../../../src-server/lan/self-made-certificate.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { createKeptLine, type KeptLine } from '../../../src-server/line/kept-line.ts'
import type { LineState } from '../../../src-shared/line-state.ts'
import { createRelayedServer, type RelayedServer } from '../../../src-server/line/relayed-server.ts'
import { fingerprintOf, readHostKey } from '../../../src-server/relay/relay-shell.ts'
import { removeFromRelay, type Relay, type RelaySetUp } from '../../../src-server/relay/set-up-relay.ts'
import { runKonkon } from '../../support/konkon-command.ts'
import { openDesk, unwrap } from '../../support/room-client.ts'
import { relayLabTurnMs, startRelayLab, whyNoRelayLab, type RelayLab } from '../../support/relay-lab/relay-lab.ts'
import { setUpInLab } from '../../support/relay-lab/set-up-in-lab.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'
import { noTwin } from '../../support/no-twin.ts'
import { until } from '../../support/until.ts'

const name = 'desk.example.jp'
const clock = createClock(globalThis)

describe.skipIf(whyNoRelayLab)(
  whyNoRelayLab === null ? 'a relay' : `a relay (skipped: ${whyNoRelayLab})`,
  { timeout: 60_000 },
  () => {
    let lab: RelayLab
    let hostKey: string
    let relay: Relay
    let certificate: Certificate
    let folder: string
    const steps: string[] = []

    beforeAll(async () => {
      folder = await makeFolder()
      certificate = await selfMadeCertificate({ file: path.join(folder, 'a.pem'), names: [name], nowMs: Date.now() })
      lab = await startRelayLab()
      hostKey = await readHostKey(lab.login.host, lab.login.port)
      relay = await setUp(name)
    }, relayLabTurnMs)
    afterAll(async () => {
      await lab?.dispose()
      await rm(folder, { recursive: true, force: true })
    })
    const ends: (() => void)[] = []
    afterEach(() => {
      for (const end of ends.splice(0)) end()
    })

    const setUp = (wanted: string, changes: Partial<RelaySetUp> = {}): Promise<Relay> =>
      setUpInLab(lab, { name: wanted, hostKey, onStep: (step) => steps.push(step), ...changes })

    type Line = { readonly states: readonly LineState[]; readonly line: KeptLine; readonly visitors: RelayedServer }

    /** An answer says who asked, and whose PC answered. */
    async function openLine({ access }: Relay, whose = 'this PC'): Promise<Line> {
      const visitors = await createRelayedServer(certificate, {})
      answer(visitors.server, whose)
      const states: LineState[] = []
      const line = createKeptLine({
        twin: noTwin,
        access,
        clock,
        listAddresses: () => listLanAddresses(),
        onVisitor: (stream) => visitors.take(stream, { host: access.host, port: 3_478 }),
        onState: (state) => states.push(state),
      })
      ends.push(line.dispose, visitors.dispose)
      return { states, line, visitors }
    }

    function answer(server: Server, whose: string): void {
      server.on('request', (request, response) => {
        const whole = `${whose} answers ${request.socket.remoteAddress}`
        response.end(request.url === '/long' ? 'a'.repeat(5_000_000) : whole)
      })
    }

    const isUp = ({ line }: Line) => line.getState().kind === 'up'

    /** As a customer does, who knows the name alone. */
    const visit = (host = name, to = '/'): Promise<string> =>
      lab.asVisitor(
        'curl',
        '-sS',
        '-k',
        '--max-time',
        '8',
        '--resolve',
        `${host}:443:198.51.100.1`,
        `https://${host}${to}`,
      )

    it('is made of a fresh server, step by step, and does so again with the same outcome', async () => {
      expect(steps).toEqual(['packages', 'name', 'configuration', 'services'])
      expect(await setUp(name, { before: relay })).toEqual(relay)
    })

    it('passes visitors on to the PC with their own address, and cannot read them', async () => {
      const line = await openLine(relay)
      await until(() => isUp(line))
      expect(await visit()).toBe('this PC answers 198.51.100.7')
      const seen = await lab.asVisitor(
        'sh',
        '-c',
        `openssl s_client -connect 198.51.100.1:443 -servername ${name} </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256`,
      )
      expect(seen.trim().split('=').at(-1)).toBe(new X509Certificate(certificate.cert).fingerprint256)
    })

    it('sends a long answer whole', async () => {
      const line = await openLine(relay)
      await until(() => isUp(line))
      expect(await visit(name, '/long')).toHaveLength(5_000_000)
    })

    it('answers nobody who asks for a name that it does not know, or for none', async () => {
      const line = await openLine(relay)
      await until(() => isUp(line))
      await expect(visit('other.example.jp')).rejects.toThrow()
      await expect(lab.asVisitor('curl', '-sS', '-k', '--max-time', '8', 'https://198.51.100.1/')).rejects.toThrow()
    })

    it('has the line back soon after its SSH was restarted', async () => {
      const line = await openLine(relay)
      await until(() => isUp(line))
      await lab.onRelay('pkill', '-u', relay.access.user)
      await until(() => line.states.some(({ kind }) => kind === 'down'))
      await until(() => isUp(line), 10_000)
      expect(await visit()).toContain('this PC')
    })

    it('is seen to be gone within 15 s where packets are lost in silence, and is back when they are not', async () => {
      const line = await openLine(relay)
      await until(() => isUp(line))
      const cutAt = performance.now()
      await lab.network('cut')
      await until(() => line.states.some((state) => state.kind === 'down'), 20_000)
      expect(performance.now() - cutAt).toBeLessThan(15_500)
      expect(line.states.find((state) => state.kind === 'down')).toMatchObject({ fault: 'silent' })
      await lab.network('mend')
      await until(() => isUp(line), 20_000)
      expect(await visit()).toContain('this PC')
    })

    it('is dialed anew at once when the PC has another address', async () => {
      const line = await openLine(relay)
      await until(() => isUp(line))
      await lab.network('move')
      await until(() => line.states.some(({ kind }) => kind === 'down'), 8_000)
      await until(() => isUp(line), 10_000)
      expect(await visit()).toContain('this PC')
    })

    it('keeps two workshops apart', async () => {
      const other = await setUp('lathe.example.jp')
      ends.push(() => void removeFromRelay({ login: lab.login, hostKey, name: 'lathe.example.jp' }))
      const mine = await openLine(relay, 'the mill')
      const theirs = await openLine(other, 'the lathe')
      await until(() => isUp(mine) && isUp(theirs))
      expect(await visit()).toContain('the mill')
      expect(await visit('lathe.example.jp')).toContain('the lathe')
      // With its own key it gets neither the other's socket nor one anywhere else.
      for (const socketPath of [relay.access.socketPath, '/etc/konkon-relay/names/x.sock']) {
        const thief = await openLine({ ...other, access: { ...other.access, socketPath } })
        await until(() => thief.states.find((state) => state.kind === 'down' && state.fault === 'socket-refused'))
      }
      expect(await visit()).toContain('the mill')
    })

    it('gives a name to no other key unless it is to be taken over, and puts out who had it', async () => {
      const before = await openLine(relay)
      await until(() => isUp(before))
      await expect(setUp(name)).rejects.toMatchObject({ why: 'name-taken' })
      const heir = await setUp(name, { takesOver: true })
      await until(() => before.states.find((state) => state.kind === 'down' && state.fault === 'key-refused'), 10_000)
      const after = await openLine(heir, 'the new PC')
      await until(() => isUp(after))
      expect(await visit()).toContain('the new PC')
      relay = heir
    })

    it('refuses a wrong password, and a server that shows another key', async () => {
      const wrong = { ...lab.login, proof: { kind: 'password', password: 'guess' } } as const
      await expect(setUp(name, { login: wrong })).rejects.toMatchObject({ code: 'login-refused' })
      await expect(setUp(name, { hostKey: 'AAAA' })).rejects.toMatchObject({ code: 'other-host-key' })
      const stranger = await openLine({ ...relay, access: { ...relay.access, hostKey: 'AAAA' } })
      await until(() => stranger.states.find((state) => state.kind === 'down' && state.fault === 'other-host-key'))
    })

    it('leaves a key nothing to do but the line', async () => {
      const { Client } = await import('ssh2')
      const { host, port, user, privateKey } = relay.access
      const client = new Client()
      await new Promise((resolve, reject) => {
        client
          .on('ready', () => resolve(null))
          .on('error', reject)
          .connect({ host, port, username: user, privateKey })
      })
      ends.push(() => client.destroy())
      const tries: Record<string, (done: (cause?: Error) => void) => void> = {
        'a connection into the relay': (done) => client.forwardOut('127.0.0.1', 1, '127.0.0.1', 22, done),
        'a port': (done) => client.forwardIn('127.0.0.1', 8_080, done),
        'a port for everybody': (done) => client.forwardIn('0.0.0.0', 8_080, done),
        files: (done) => client.sftp(done),
        'a program': (done) => runProgram(client, done),
      }
      for (const [what, attempt] of Object.entries(tries)) {
        const outcome = await new Promise((resolve) => {
          attempt((cause) => resolve(cause ? 'refused' : what))
        })
        expect(outcome).toBe('refused')
      }

      /** Without an error only where it has run. */
      function runProgram(on: typeof client, done: (cause?: Error) => void): void {
        on.exec('id', (cause, channel) => {
          if (cause) return done(cause)
          let said = ''
          channel.on('data', (bytes: Buffer) => (said += bytes.toString()))
          channel.on('close', () => done(said.includes('uid=') ? undefined : new Error(said)))
        })
      }
    })

    it('brings a customer to the desk: set up from a terminal, a knock, a name for the links, and given back', async () => {
      const server = await startServer({ dataFolder: path.join(folder, 'data') })
      ends.push(() => void server.dispose())
      const { dataFolder } = { dataFolder: path.join(folder, 'data') }
      const where = { dataFolder, input: 'lab\n' }
      const hostKeyOption = ['--host-key', fingerprintOf(hostKey)]
      const wrong = await runKonkon(['relay', 'setup', '203.0.113.1', '--name', name, '--host-key', 'SHA256:x'], where)
      expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was sent') })
      const made = await runKonkon(
        ['relay', 'setup', '203.0.113.1', '--name', name, '--take-over', ...hostKeyOption],
        where,
      )
      expect(made).toMatchObject({ code: 0, out: expect.stringContaining(`https://${name}/ leads here`) })
      const desk = await openDesk(server)
      expect((await desk.waitFor('snapshot')).publicUrl).toBe(`https://${name}/front-desk`)
      expect(await visit(name, '/front-desk')).toContain('<html')
      const status = await runKonkon(['relay', 'status', '--json'], where)
      expect(JSON.parse(status.out)).toMatchObject([{ host: '203.0.113.1', name, line: { kind: 'up' } }])
      // As a call would get through: no name server here knows the name itself.
      const doctor = await runKonkon(['doctor', '--all'], where)
      expect(doctor.out.match(/^ {2}turn: turn:203\.0\.113\.1:3478.* answers and relays/gm)).toHaveLength(2)
      expect(doctor.out).toMatch(/^! turn: turns:desk\.example\.jp:443.* does not help/m)
      await lab.onRelay('nft', 'add table ip shut { chain in { type filter hook input priority 0; }; }')
      await lab.onRelay('nft', 'add rule ip shut in udp dport 49160-49959 drop')
      const shut = await runKonkon(['doctor'], where)
      const { tests } = unwrap(await desk.send('ice-servers:test', null))
      await lab.onRelay('nft', 'delete table ip shut')
      expect(shut.out.match(/^- turn: turn:203\.0\.113\.1:3478.* nothing sent from here comes back/gm)).toHaveLength(2)
      expect(tests.map(({ outcome }) => outcome.kind)).toEqual(['ports-closed', 'ports-closed', 'failed'])
      const opened = unwrap(await desk.send('ice-servers:test', null))
      expect(opened.tests.map(({ outcome }) => outcome.kind)).toEqual(['works', 'works', 'failed'])
      desk.dispose()
      const removed = await runKonkon(['relay', 'remove', '203.0.113.1', ...hostKeyOption], where)
      expect(removed).toMatchObject({ code: 0, err: expect.not.stringContaining('konkon:') })
      await expect(visit(name, '/front-desk')).rejects.toThrow()
      relay = await setUp(name)
    })

    it('is set up and taken away from a desk, which is told where it is', async () => {
      const commandsPerConnection = { count: 10_000, perSeconds: 1 }
      const server = await startServer({
        dataFolder: path.join(folder, 'desk-data'),
        policy: { rates: { ...defaultPolicy.rates, commandsPerConnection } },
      })
      ends.push(() => void server.dispose())
      const desk = await openDesk(server)
      const { host, port } = lab.login
      const shown = unwrap(await desk.send('relay:look', { host, port }))
      expect(shown.fingerprint).toBe(fingerprintOf(hostKey))
      const wrong = { ...lab.login, proof: { kind: 'password', password: 'no' } } as const
      const request = { login: lab.login, hostKey: shown.hostKey, name, takesOver: true }
      const work = async () => unwrap(await desk.send('relay:show', null)).work
      const ended = () => until(async () => (await work()).kind !== 'running', 60_000)
      unwrap(await desk.send('relay:set-up', { ...request, login: wrong }))
      await ended()
      expect(await work()).toMatchObject({ kind: 'failed', fault: 'login-refused' })
      unwrap(await desk.send('relay:set-up', request))
      await ended()
      expect(unwrap(await desk.send('relay:show', null))).toMatchObject({
        relays: [{ host, name, line: { kind: 'up' } }],
        work: { kind: 'done', host, name },
      })
      expect(await visit(name, '/front-desk')).toContain('<html')
      const acts = unwrap(await desk.send('audit:list', null)).map(({ act }) => act)
      expect(acts[0]).toEqual({ kind: 'relay-set-up', name })
      unwrap(await desk.send('relay:remove', { host, login: { login: lab.login, hostKey: shown.hostKey } }))
      await ended()
      expect(await work()).toMatchObject({ kind: 'removed' })
      await expect(visit(name, '/front-desk')).rejects.toThrow()
      relay = await setUp(name)
    })

    it('is no relay any more when its last name is given back', async () => {
      await removeFromRelay({ login: lab.login, hostKey, name })
      await expect(lab.onRelay('ls', '/etc/konkon-relay')).rejects.toThrow('No such file')
      expect(await lab.onRelay('sh', '-c', 'ss -ltnH "sport = :443"')).toBe('')
      relay = await setUp(name)
      const line = await openLine(relay)
      await until(() => isUp(line))
      expect(await visit()).toContain('this PC')
    })
  },
)
