/**
 * A PC and its copy, both with the key of one relay: whoever came last has the address, the older one says so and comes
 * back when the other is gone. Real servers, OpenSSH and nginx.
 */
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LineState } from '../../../src-shared/line-state.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { fingerprintOf, readHostKey } from '../../../src-server/relay/relay-shell.ts'
import { runKonkon } from '../../support/konkon-command.ts'
import { relayLabTurnMs, startRelayLab, whyNoRelayLab, type RelayLab } from '../../support/relay-lab/relay-lab.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

const name = 'desk.example.jp'

describe.skipIf(whyNoRelayLab)(
  whyNoRelayLab === null ? 'a PC that was copied' : `a PC that was copied (skipped: ${whyNoRelayLab})`,
  { timeout: 120_000 },
  () => {
    let lab: RelayLab
    let folder: string
    let setUp: readonly string[]
    const servers = new Set<RoomServer>()

    beforeAll(async () => {
      folder = await makeFolder()
      lab = await startRelayLab()
      const { host, port } = lab.login
      setUp = ['relay', 'setup', host, '--name', name, '--host-key', fingerprintOf(await readHostKey(host, port))]
    }, relayLabTurnMs)
    afterEach(async () => {
      for (const server of servers) await server.dispose()
      servers.clear()
    })
    afterAll(async () => {
      await lab?.dispose()
      await rm(folder, { recursive: true, force: true })
    })

    const dataOf = (pc: string): string => path.join(folder, pc)
    async function start(pc: string): Promise<RoomServer> {
      const server = await startServer({ dataFolder: dataOf(pc), room: pc, policy: { lookForTwinEveryMs: 2_000 } })
      servers.add(server)
      return server
    }
    async function stop(server: RoomServer): Promise<void> {
      servers.delete(server)
      await server.dispose()
    }
    async function lineOf(pc: string): Promise<LineState> {
      const { out } = await runKonkon(['relay', 'status', '--json'], { dataFolder: dataOf(pc) })
      return (JSON.parse(out) as readonly [{ readonly line: LineState }])[0].line
    }
    const isUp = async (pc: string): Promise<boolean> => (await lineOf(pc)).kind === 'up'
    const isReplaced = async (pc: string): Promise<boolean> => {
      const line = await lineOf(pc)
      return line.kind === 'down' && line.fault === 'replaced'
    }
    /** Only the copy has its room. */
    async function whoAnswers(): Promise<string> {
      const led = ['--resolve', `${name}:443:198.51.100.1`, `https://${name}/new-pc`]
      const status = await lab.asVisitor('curl', '-sk', '-o', '/dev/null', '-w', '%{http_code}', '-m', '5', ...led)
      return { 200: 'new-pc', 404: 'old-pc' }[status] ?? status
    }

    it('gives way to the copy, says so, stays away after a restart, and answers when the copy is gone', async () => {
      let old = await start('old-pc')
      await runKonkon(setUp, { dataFolder: dataOf('old-pc'), input: 'lab\n' })
      await until(() => isUp('old-pc'), 20_000)
      await stop(old)
      await cp(dataOf('old-pc'), dataOf('new-pc'), { recursive: true })
      old = await start('old-pc')
      await until(() => isUp('old-pc'), 20_000)

      const copy = await start('new-pc')
      await until(() => isUp('new-pc'), 20_000)
      await until(() => isReplaced('old-pc'), 30_000)
      const doctor = await runKonkon(['doctor'], { dataFolder: dataOf('old-pc') })
      expect(doctor.out).toMatch(/^! relay: There is no line to 203\.0\.113\.1: another machine with the same key/m)
      const undisturbed = await lineOf('new-pc')
      expect(undisturbed.kind).toBe('up')

      await stop(old)
      old = await start('old-pc')
      await until(() => isReplaced('old-pc'), 20_000)
      expect(await whoAnswers()).toBe('new-pc')
      expect(await lineOf('new-pc')).toEqual(undisturbed)

      await stop(copy)
      await until(() => isUp('old-pc'), 30_000)
      await start('new-pc')
      await until(() => isReplaced('old-pc'), 30_000)
      expect(await isUp('new-pc')).toBe(true)

      // A person wants the address back where it was.
      await runKonkon(setUp, { dataFolder: dataOf('old-pc'), input: 'lab\n' })
      await until(() => isReplaced('new-pc'), 30_000)
      expect(await isUp('old-pc')).toBe(true)
      expect(await whoAnswers()).toBe('old-pc')
    })
  },
)
