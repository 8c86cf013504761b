/** What strangers and tenants may try against a relay: its inside by TURN, and thousands of connections that say nothing. */
import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../../../src-shared/clock.ts'
import { listLanAddresses } from '../../../src-server/lan/lan-addresses.ts'
import { selfMadeCertificate, type Certificate } from '../../../src-server/lan/self-made-certificate.ts'
import { requestTimeouts } from '../../../src-server/http/request-timeouts.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { createKeptLine, type KeptLine } from '../../../src-server/line/kept-line.ts'
import { createRelayedServer } from '../../../src-server/line/relayed-server.ts'
import { readHostKey } from '../../../src-server/relay/relay-shell.ts'
import type { Relay } from '../../../src-server/relay/set-up-relay.ts'
import type { LineState } from '../../../src-shared/line-state.ts'
import { relayLabTurnMs, startRelayLab, whyNoRelayLab, type RelayLab } from '../../support/relay-lab/relay-lab.ts'
import { setUpInLab } from '../../support/relay-lab/set-up-in-lab.ts'
import { makeFolder } from '../../support/start-server.ts'
import { noTwin } from '../../support/no-twin.ts'
import { until } from '../../support/until.ts'

const name = 'desk.example.jp'

describe.skipIf(whyNoRelayLab)(
  whyNoRelayLab === null ? 'a relay under abuse' : `a relay under abuse (skipped: ${whyNoRelayLab})`,
  { timeout: 120_000 },
  () => {
    let lab: RelayLab
    let hostKey: string
    let relay: Relay
    let certificate: Certificate
    let folder: string
    let states: LineState[]
    const ends: (() => void)[] = []

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
    afterEach(() => {
      for (const end of ends.splice(0)) end()
    })

    const setUp = (wanted: string): Promise<Relay> => setUpInLab(lab, { name: wanted, hostKey })

    async function openLine({ access } = relay): Promise<KeptLine> {
      states = []
      const visitors = await createRelayedServer(certificate, requestTimeouts(defaultPolicy.http))
      visitors.server.on('request', (_request, response) => response.end('the PC answers'))
      const line = createKeptLine({
        twin: noTwin,
        access,
        clock: createClock(globalThis),
        listAddresses: () => listLanAddresses(),
        onVisitor: (stream) => visitors.take(stream, { host: access.host, port: 3_478 }),
        onState: (state) => states.push(state),
      })
      ends.push(line.dispose, visitors.dispose)
      await until(() => line.getState().kind === 'up')
      return line
    }

    const visit = (from: string, host = name): Promise<string> =>
      lab.asVisitor(
        'curl',
        '-sS',
        '-k',
        '--interface',
        from,
        '--max-time',
        '8',
        '--resolve',
        `${host}:443:198.51.100.1`,
        `https://${host}/`,
      )

    /** What Debian's own client says of its first channel to that peer, with a password of this tenant. */
    function askForPeer(peer: string): Promise<string> {
      const args = ['-v', '-c', '-n', '1', '-W', relay.turnSecret, '-u', 'call', '-e', peer, lab.login.host]
      const client = spawn('turnutils_uclient', args)
      ends.push(() => client.kill('SIGKILL'))
      return firstLineOf(client.stdout, /success: 0x[1-9a-f]|channel bind: error/)
    }

    it.each(['127.0.0.1', '10.0.0.5', '192.168.177.2', '172.16.0.1', '169.254.169.254', '100.64.0.1'])(
      'sends nothing of a call to %s, whoever has its password',
      async (peer) => expect(await askForPeer(peer)).toContain('403 (Forbidden IP)'),
    )

    it('sends what belongs to a call to an address of the internet', async () => {
      expect(await askForPeer('203.0.113.2')).toContain('success')
    })

    it('opens no connection by TCP to anybody: calls need none', async () => {
      const args = ['-T', '-v', '-n', '1', '-W', relay.turnSecret, '-u', 'call', '-e', '203.0.113.2', lab.login.host]
      const client = spawn('turnutils_uclient', args)
      ends.push(() => client.kill('SIGKILL'))
      expect(await firstLineOf(client.stdout, /: success|error/)).toContain('error')
    })

    it.each([
      [3_000, 'say nothing', 'silence'],
      [3_000, 'begin TLS a byte a second', '16030102000100'],
      // Each is a process of sshd for a while, which takes the machine's time from the other tests.
      [600, 'begin the line’s SSH a byte a second', '53'],
      // These two come through to the PC.
      [600, 'begin TLS with the PC and go no further', 'hello'],
      [600, 'begin a request to the PC and send a byte a second', 'request'],
    ])('lets a customer in while %i connections %s, keeps the line, and ends them', async (...[count, , what]) => {
      const line = await openLine()
      const lines = await flood(count, what)
      const held = Number(await lab.onRelay('sh', '-c', 'ss -tnH state established "sport = :443" | wc -l'))
      expect(held).toBeGreaterThan(count * 0.8)
      expect(await visit('198.51.100.7')).toBe('the PC answers')
      expect((await lines.next()).value).toBe(`ended ${String(count)}`)
      expect(line.getState().kind).toBe('up')
      expect(states.some(({ kind }) => kind === 'down')).toBe(false)
      expect(await visit('198.51.100.20')).toBe('the PC answers')
    })

    it('gives a workshop no more than its share of connections, and keeps the others’', async () => {
      const unit = '/etc/systemd/system/konkon-relay-ssh.service'
      const share = Number(/LimitNOFILE=(\d+)/.exec(await lab.onRelay('cat', unit))?.[1])
      expect(share).toBe(4_096)
      // Small enough to be used up here.
      await lab.onRelay('sed', '-i', 's/^LimitNOFILE=.*/LimitNOFILE=200/', unit)
      await lab.onRelay('systemctl', 'restart', 'konkon-relay-ssh')
      const other = 'lathe.example.jp'
      const line = await openLine()
      await openLine(await setUp(other))
      const lines = await flood(800, 'hello')
      expect(await visit('198.51.100.7', other)).toBe('the PC answers')
      const files = await lab.onRelay('sh', '-c', `ls /proc/$(pgrep -u ${relay.access.user})/fd | wc -l`)
      expect(Number(files)).toBe(200)
      expect((await lines.next()).value).toBe('ended 800')
      expect(line.getState().kind).toBe('up')
      expect(await visit('198.51.100.7')).toBe('the PC answers')
    })

    /** From several addresses; resolves once all are open, and says what the program says next. */
    async function flood(count: number, what: string): Promise<AsyncIterator<string>> {
      const addresses = Array.from({ length: 12 }, (_, at) => `198.51.100.${String(at + 20)}`)
      const device = lab.visitorNamespace.replace(/-visitor$/, '-v')
      for (const address of addresses) await lab.asVisitor('ip', 'address', 'replace', `${address}/24`, 'dev', device)
      const program = path.join(import.meta.dirname, '../../support/relay-lab/flood.ts')
      const args = [process.execPath, program, '198.51.100.1', name, String(count), what, ...addresses]
      const flooding = spawn('ip', ['netns', 'exec', lab.visitorNamespace, ...args])
      ends.push(() => flooding.kill('SIGKILL'))
      const lines = createInterface(flooding.stdout)[Symbol.asyncIterator]()
      expect((await lines.next()).value).toBe('held')
      return lines
    }
  },
)

/** The first line that matches. */
async function firstLineOf(output: Readable, pattern: RegExp): Promise<string> {
  for await (const line of createInterface(output)) if (pattern.test(line)) return line
  throw new Error(`It ended without a line like ${String(pattern)}`)
}
