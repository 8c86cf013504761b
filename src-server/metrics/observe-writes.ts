import type { DatabaseSync, SQLInputValue, StatementResultingChanges, StatementSync } from 'node:sqlite'
import type { Observe } from './server-facts.ts'

const changes = /^\s*(WITH|INSERT|UPDATE|DELETE|REPLACE)\b/i
const endsTransaction = /\bCOMMIT\b/i

/**
 * From now on each write of this database is told, with how long it took. Call before statements are prepared. Every
 * store writes through this one handle, so it is done here, and only where somebody counts.
 */
export function observeWrites(database: DatabaseSync, observe: Observe): void {
  const prepare = database.prepare.bind(database)
  const exec = database.exec.bind(database)
  database.prepare = (sql, ...rest) => {
    const statement = prepare(sql, ...rest)
    if (changes.test(sql)) timeRuns(statement)
    return statement
  }
  database.exec = (sql) => (endsTransaction.test(sql) ? timed(() => exec(sql)) : exec(sql))

  function timeRuns(statement: StatementSync): void {
    const run = statement.run.bind(statement) as (...values: readonly SQLInputValue[]) => StatementResultingChanges
    statement.run = (...values: readonly unknown[]) => timed(() => run(...(values as readonly SQLInputValue[])))
  }

  function timed<T>(write: () => T): T {
    const startedMs = performance.now()
    let isDone = false
    try {
      const result = write()
      isDone = true
      return result
    } finally {
      observe({ kind: 'written', durationMs: performance.now() - startedMs, isDone })
    }
  }
}
