import type * as fc from 'fast-check'
import { startFaultyServer, startKillableServer } from '../faults/faulty-server.ts'
import { sequenceProperty } from '../faults/run-sequence.ts'
import { httpProperty } from '../fuzz/bytes.ts'
import { commandProperty } from '../fuzz/commands.ts'
import { startFuzzedServer, type FuzzedServer } from '../fuzz/fuzzed-server.ts'
import { packetProperty } from '../fuzz/packets.ts'
import { parserProperty } from '../fuzz/parsers.ts'
import { sinkProperty } from '../names/sinks.ts'
import { assertReplayable, type ReplayName, type ReplayOptions } from '../support/replayable.ts'

type NightlyProgram = {
  readonly what: string
  /** Unless another number is asked for. */
  readonly runs: number
  /** Rejects with what was broken and how to see it again. Calls `count` with the name of whatever was done once more. */
  readonly run: (options: ReplayOptions, count: Count) => Promise<void>
}

export type Count = (what: string) => void

export const programs: Readonly<Record<ReplayName, NightlyProgram>> = {
  faults: {
    what: 'sequences of people, networks and crashes on one server each',
    runs: 10_000,
    run: (options, count) => assertReplayable('faults', sequenceProperty(startFaultyServer, 40, count), options),
  },
  kills: {
    what: 'the same with a server of its own process and a real kill -9',
    runs: 200,
    run: (options, count) => assertReplayable('kills', sequenceProperty(startKillableServer, 20, count), options),
  },
  parsers: {
    what: 'values that nearly fit, for every parser',
    runs: 2_000_000,
    run: async (options) => assertReplayable('parsers', await parserProperty(), options),
  },
  commands: {
    what: 'volleys of commands that nearly fit, to a real server',
    runs: 30_000,
    run: (options) => runAt('commands', commandProperty, options),
  },
  packets: {
    what: 'volleys of raw Engine.IO and Socket.IO packets',
    runs: 200_000,
    run: (options) => runAt('packets', packetProperty, options),
  },
  http: {
    what: 'raw bytes that are nearly HTTP',
    runs: 500_000,
    run: (options) => runAt('http', httpProperty, options),
  },
  names: {
    what: 'texts through every sink',
    runs: 100_000,
    run: (options) => assertReplayable('names', sinkProperty, options),
  },
}

/** On one server for all runs, which still has to receive a visitor afterwards. */
async function runAt<T>(
  name: ReplayName,
  propertyOf: (server: FuzzedServer) => fc.IAsyncPropertyWithHooks<[T]>,
  options: ReplayOptions,
): Promise<void> {
  const server = await startFuzzedServer()
  try {
    await assertReplayable(name, propertyOf(server), options)
    await server.receive()
  } finally {
    await server.dispose()
  }
}
