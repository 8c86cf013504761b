import type { DatabaseSync } from 'node:sqlite'
import { pino } from 'pino'
import { createSetAside, type SetAside } from '../../src-server/database/set-aside.ts'

/** Sets aside what cannot be read, and fails the test where even that cannot be done. */
export function setAsideOf(database: DatabaseSync): SetAside {
  return createSetAside({
    database,
    now: () => 0,
    log: pino({ level: 'silent' }),
    onFault(cause) {
      throw cause
    },
  })
}
