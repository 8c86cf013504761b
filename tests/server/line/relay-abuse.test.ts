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
import { createKeptLine, type KeptLine } from '../../../src-server/line/kept-line.ts'
import { createRelayedServer } from '../../../src-server/line/relayed-server.ts'
import { readHostKey } from '../../../src-server/relay/relay-shell.ts'
import { setUpRelay, type Relay } from '../../../src-server/relay/set-up-relay.ts'
import type { LineState } from '../../../src-shared/line-state.ts'
import { relayLabTurnMs, startRelayLab, whyNoRelayLab, type RelayLab } from '../../support/relay-lab/relay-lab.ts'
import { makeFolder } from '../../support/start-server.ts'
import { noTwin } from '../../support/no-twin.ts'
import { until } from '../../support/until.ts'

const name = 'desk.example.jp'

describe.skipIf(whyNoRelayLab)(
  whyNoRelayLab === null ? 'a relay under abuse' : `a relay under abuse (skipped: ${whyNoRelayLab})`,
  { timeout: 120_000 },
  () => {
    let lab: RelayLab
    let relay: Relay
    let certificate: Certificate
    let folder: string
    let states: LineState[]
    const ends: (() => void)[] = []

    beforeAll(async () => {
      folder = await makeFolder()
      certificate = await selfMadeCertificate({ file: path.join(folder, 'a.pem'), names: [name], nowMs: Date.now() })
      lab = await startRelayLab()
      const hostKey = await readHostKey(lab.login.host, lab.login.port)
      relay = await setUpRelay({
        login: lab.login,
        hostKey,
        name,
        takesOver: false,
        before: null,
        onStep: () => undefined,
      })
    }, relayLabTurnMs)
    afterAll(async () => {
      await lab?.dispose()
      await rm(folder, { recursive: true, force: true })
    })
    afterEach(() => {
      for (const end of ends.splice(0)) end()
    })

    async function openLine(): Promise<KeptLine> {
      const { access } = relay
      states = []
      const visitors = await createRelayedServer(certificate, {})
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

    const visit = (from: string): Promise<string> =>
      lab.asVisitor(
        'curl',
        '-sS',
        '-k',
        '--interface',
        from,
        '--max-time',
        '8',
        '--resolve',
        `${name}:443:198.51.100.1`,
        `https://${name}/`,
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
    ])('lets a customer in while %i connections %s, keeps the line, and ends them', async (...[count, , drip]) => {
      const line = await openLine()
      const addresses = Array.from({ length: 12 }, (_, at) => `198.51.100.${String(at + 20)}`)
      const device = lab.visitorNamespace.replace(/-visitor$/, '-v')
      for (const address of addresses) await lab.asVisitor('ip', 'address', 'replace', `${address}/24`, 'dev', device)
      const program = path.join(import.meta.dirname, '../../support/relay-lab/flood.ts')
      const args = [process.execPath, program, '198.51.100.1', String(count), drip, ...addresses]
      const flood = spawn('ip', ['netns', 'exec', lab.visitorNamespace, ...args])
      ends.push(() => flood.kill('SIGKILL'))
      const said = createInterface(flood.stdout)
      const lines = said[Symbol.asyncIterator]()
      expect((await lines.next()).value).toBe('held')
      const held = Number(await lab.onRelay('sh', '-c', 'ss -tnH state established "sport = :443" | wc -l'))
      expect(held).toBeGreaterThan(count * 0.8)
      expect(await visit('198.51.100.7')).toBe('the PC answers')
      expect((await lines.next()).value).toBe(`ended ${String(count)}`)
      expect(line.getState().kind).toBe('up')
      expect(states.some(({ kind }) => kind === 'down')).toBe(false)
      expect(await visit('198.51.100.20')).toBe('the PC answers')
    })
  },
)

/** The first line that matches. */
async function firstLineOf(output: Readable, pattern: RegExp): Promise<string> {
  for await (const line of createInterface(output)) if (pattern.test(line)) return line
  throw new Error(`It ended without a line like ${String(pattern)}`)
}
