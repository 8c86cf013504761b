import { describe, it } from 'vitest'
import { assertReplayable } from '../support/replayable.ts'
import { sinkProperty } from './sinks.ts'

// `npm run nightly` does the same by the hundred thousand.
describe('what a stranger calls himself', { timeout: 60_000 }, () => {
  it('comes out of every sink as text, and as nothing else', async () => {
    await assertReplayable('names', sinkProperty, { numRuns: 400, withinMs: 30_000 })
  })
})
