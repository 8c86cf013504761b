import { describe, it } from 'vitest'
import { assertReplayable } from '../support/replayable.ts'
import { startFaultyServer, startKillableServer } from './faulty-server.ts'
import { sequenceProperty } from './run-sequence.ts'

// `npm run nightly` does the same, longer and more often.
describe('whatever people do while the network and the server fail', { timeout: 180_000 }, () => {
  it('has one outcome and one visit per knock, nobody let in by nobody, no ring for nobody', async () => {
    await assertReplayable('faults', sequenceProperty(startFaultyServer, 12), { numRuns: 150, withinMs: 90_000 })
  })

  it('has so with a server that is really killed', async () => {
    await assertReplayable('kills', sequenceProperty(startKillableServer, 12), { numRuns: 5, withinMs: 90_000 })
  })
})
