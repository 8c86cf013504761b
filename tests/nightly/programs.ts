import { startFaultyServer, startKillableServer } from '../faults/faulty-server.ts'
import { sequenceProperty } from '../faults/run-sequence.ts'
import { assertReplayable, type ReplayName, type ReplayOptions } from '../support/replayable.ts'

type NightlyProgram = {
  readonly what: string
  /** Unless another number is asked for. */
  readonly runs: number
  /** Resolves to further figures; rejects with what was broken and how to see it again. */
  readonly run: (options: ReplayOptions) => Promise<string>
}

export const programs: Readonly<Record<Exclude<ReplayName, 'parsers' | 'wire' | 'http' | 'names'>, NightlyProgram>> = {
  faults: {
    what: 'sequences of people, networks and crashes on one server each',
    runs: 10_000,
    run: (options) => runQuietly(assertReplayable('faults', sequenceProperty(startFaultyServer, 40), options)),
  },
  kills: {
    what: 'the same with a server of its own process and a real kill -9',
    runs: 200,
    run: (options) => runQuietly(assertReplayable('kills', sequenceProperty(startKillableServer, 20), options)),
  },
}

async function runQuietly(run: Promise<void>): Promise<string> {
  await run
  return ''
}
