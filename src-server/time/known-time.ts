import type { DatabaseSync } from 'node:sqlite'
import { hourMs } from '../../src-shared/duration.ts'
import type { KnownTime, ServerClock } from './server-clock.ts'

/** Null at the first start. A database of before goes by its knocks. */
export function readKnownTime(database: DatabaseSync): KnownTime | null {
  const row =
    database.prepare('SELECT at_ms AS last, settled_at_ms AS settled FROM known_time').get() ??
    database.prepare('SELECT max(knocked_at_ms) AS last, NULL AS settled FROM knocks').get()
  const { last, settled } = row ?? {}
  if (typeof last !== 'number') return null
  return { lastMs: last, settledMs: typeof settled === 'number' ? settled : last }
}

export type KnownTimeDeps = {
  readonly database: DatabaseSync
  readonly clock: Pick<ServerClock, 'now' | 'settledNow' | 'setTimer'>
  /** It could not be written; it is tried again an hour later. */
  readonly onFault: (cause: unknown) => void
}

/** Writes the time once an hour and at the end, for the next start. */
export function keepKnownTime({ database, clock, onFault }: KnownTimeDeps): { readonly dispose: () => void } {
  const upsert = database.prepare(
    `INSERT INTO known_time (id, at_ms, settled_at_ms) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms, settled_at_ms = excluded.settled_at_ms`,
  )
  let hourlyMs = 0
  let cancelTimer = clock.setTimer(hourMs, tick)
  return {
    dispose() {
      cancelTimer()
      // Not what an hour had settled before the clock was set back.
      write(Math.min(Math.max(clock.settledNow(), hourlyMs), clock.now()))
    },
  }

  function tick(): void {
    cancelTimer = clock.setTimer(hourMs, tick)
    hourlyMs = clock.now()
    write(hourlyMs)
  }

  function write(settledMs: number): void {
    try {
      upsert.run(clock.now(), settledMs)
    } catch (cause) {
      onFault(cause)
    }
  }
}
