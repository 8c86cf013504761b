/**
 * The figures for Prometheus. What happened is counted as it is told; what there is now is asked for at each scrape, so
 * that it cannot drift. Labels are words of ours, rooms and relays, so their number is bounded.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { assertNever } from '../../src-shared/result.ts'
import type { LineState } from '../../src-shared/line-state.ts'
import type { Observe, RoomCount } from './server-facts.ts'

export type MetricsDeps = {
  readonly version: string
  readonly countRooms: () => readonly RoomCount[]
  /** The lines to relays, as they are now. */
  readonly listLines: () => readonly { readonly host: string; readonly line: LineState }[]
  /** Whether knocks are accepted, and can be written. */
  readonly isReady: () => boolean
}

export type Metrics = {
  readonly observe: Observe
  readonly contentType: string
  /** In Prometheus' text format. */
  readonly write: () => Promise<string>
  readonly dispose: () => void
}

/** Seconds. An answer takes a person, a write a disk. */
const answerBuckets = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600]
const writeBuckets = [0.000_1, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]

export function createMetrics({ version, countRooms, listLines, isReady }: MetricsDeps): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const knocks = new Counter({
    name: 'konkon_knocks_total',
    help: 'Knocks of visitors.',
    labelNames: ['room'],
    registers,
  })
  const ends = new Counter({
    name: 'konkon_knocks_ended_total',
    help: 'Knocks that have ended, by what became of them: admitted, denied, withdrawn or expired.',
    labelNames: ['room', 'outcome'],
    registers,
  })
  const answers = new Histogram({
    name: 'konkon_knock_answer_seconds',
    help: 'From a knock to the first answer of a desk: held, admitted or denied.',
    labelNames: ['room', 'answer'],
    buckets: answerBuckets,
    registers,
  })
  const writes = new Histogram({
    name: 'konkon_database_write_seconds',
    help: 'Duration of each write to the database, until it is on the disk.',
    buckets: writeBuckets,
    registers,
  })
  const failedWrites = new Counter({
    name: 'konkon_database_write_failures_total',
    help: 'Writes to the database that failed.',
    registers,
  })
  const callOuts = new Counter({
    name: 'konkon_call_outs_total',
    help: 'Call-outs, by kind and by what became of them after the last attempt.',
    labelNames: ['room', 'kind', 'result'],
    registers,
  })
  const openKnocks = new Gauge({
    name: 'konkon_open_knocks',
    help: 'Knocks that nobody has decided yet.',
    labelNames: ['room'],
    registers,
  })
  const calls = new Gauge({ name: 'konkon_calls', help: 'Calls that run.', labelNames: ['room'], registers })
  const sockets = new Gauge({
    name: 'konkon_sockets',
    help: 'Connected pages of visitors, and connected desks.',
    labelNames: ['room', 'kind'],
    registers,
  })
  const relayLines = new Gauge({
    name: 'konkon_relay_line_up',
    help: '1 while the line to this relay is up, so that customers get in by it, else 0.',
    labelNames: ['relay'],
    registers,
  })
  const ready = new Gauge({
    name: 'konkon_ready',
    help: '1 while knocks are accepted and can be written, else 0; as /readyz.',
    registers,
  })
  new Gauge({ name: 'konkon_build_info', help: 'Always 1.', labelNames: ['version'], registers }).set({ version }, 1)

  return {
    observe(fact) {
      switch (fact.kind) {
        case 'knocked':
          return knocks.inc({ room: fact.room })
        case 'answered':
          return answers.observe({ room: fact.room, answer: fact.answer }, fact.afterMs / 1_000)
        case 'ended':
          return ends.inc({ room: fact.room, outcome: fact.outcome })
        case 'written':
          writes.observe(fact.durationMs / 1_000)
          if (!fact.isDone) failedWrites.inc()
          return
        case 'called-out':
          return callOuts.inc({ room: fact.room, kind: fact.callOut, result: fact.result })
        default:
          return assertNever(fact)
      }
    },
    contentType: registry.contentType,
    write() {
      count()
      return registry.metrics()
    },
    dispose: () => registry.clear(),
  }

  /** A room or relay that was removed must not stay with its last figures. */
  function count(): void {
    for (const gauge of [openKnocks, calls, sockets, relayLines]) gauge.reset()
    for (const { room, openKnocks: open, calls: running, pages, desks } of countRooms()) {
      openKnocks.set({ room }, open)
      calls.set({ room }, running)
      sockets.set({ room, kind: 'pages' }, pages)
      sockets.set({ room, kind: 'desks' }, desks)
    }
    for (const { host, line } of listLines()) relayLines.set({ relay: host }, line.kind === 'up' ? 1 : 0)
    ready.set(isReady() ? 1 : 0)
  }
}
