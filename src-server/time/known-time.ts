import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../src-shared/clock.ts'
import { hourMs } from '../../src-shared/duration.ts'

/** The last time that an earlier run has known, epoch ms; null at the first start. A database of before goes by its knocks. */
export function readKnownTime(database: DatabaseSync): number | null {
  const sql = 'SELECT coalesce((SELECT at_ms FROM known_time), (SELECT max(knocked_at_ms) FROM knocks)) AS known'
  const known = database.prepare(sql).get()?.['known']
  return typeof known === 'number' ? known : null
}

export type KnownTimeDeps = {
  readonly database: DatabaseSync
  readonly clock: Clock
  /** It could not be written; it is tried again an hour later. */
  readonly onFault: (cause: unknown) => void
}

/** Writes the time once an hour and at the end, for the next start. */
export function keepKnownTime({ database, clock, onFault }: KnownTimeDeps): { readonly dispose: () => void } {
  const upsert = database.prepare(
    'INSERT INTO known_time (id, at_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms',
  )
  let cancelTimer = clock.setTimer(hourMs, tick)
  return {
    dispose() {
      cancelTimer()
      write()
    },
  }

  function tick(): void {
    cancelTimer = clock.setTimer(hourMs, tick)
    write()
  }

  function write(): void {
    try {
      upsert.run(clock.now())
    } catch (cause) {
      onFault(cause)
    }
  }
}
