import { pino, type Logger } from 'pino'
import type { LogLevel } from './log-level.ts'

/**
 * Debug: details, the only place for a visitor's name. Info: one line per lifecycle transition. Warn: somebody sent
 * what no client of ours sends. Error: a fault of the server.
 */
export type Log = Logger

/**
 * Logs to stderr, because stdout belongs to the lines that scripts read. Written at once: nothing is lost in a crash.
 */
export function createLog(level: LogLevel = 'info'): Log {
  return pino({ name: 'konkon-server', level }, pino.destination({ dest: 2, sync: true }))
}
