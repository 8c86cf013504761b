import { afterAll, beforeAll, describe, it } from 'vitest'
import { assertReplayable } from '../support/replayable.ts'
import { httpProperty } from './bytes.ts'
import { commandProperty } from './commands.ts'
import { startFuzzedServer, type FuzzedServer } from './fuzzed-server.ts'
import { packetProperty } from './packets.ts'
import { parserProperty } from './parsers.ts'

/** Less than the time of a test, so that a failure is told, if not as small as it could be. */
const withinMs = 60_000

let server: FuzzedServer
beforeAll(async () => {
  server = await startFuzzedServer()
})
afterAll(() => server.dispose())

// `npm run nightly` does the same by the million.
describe('whatever is sent', { timeout: 120_000 }, () => {
  it('no parser throws, hangs, or disagrees with itself', async () => {
    await assertReplayable('parsers', await parserProperty(), { numRuns: 5_000, withinMs })
  })

  it('as a command is answered, and by no fault of the server', async () => {
    await assertReplayable('commands', commandProperty(server), { numRuns: 100, withinMs })
    await server.receive()
  })

  it('as a packet ends no server and floods no log', async () => {
    await assertReplayable('packets', packetProperty(server), { numRuns: 500, withinMs })
    await server.receive()
  })

  it('as HTTP is answered or hung up on, never by a fault of the server', async () => {
    await assertReplayable('http', httpProperty(server), { numRuns: 2_000, withinMs })
    await server.receive()
  })
})
