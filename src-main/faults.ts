import type { App } from 'electron'
import type { LogPort } from '../src-desk/ports.ts'

/** A program that dies sooner than this would only die again. */
const longEnoughMs = 30_000

export type FaultOptions = {
  readonly app: Pick<App, 'relaunch' | 'exit' | 'isPackaged'>
  readonly log: LogPort
}

/** Logs a bug and restarts the program, rather than going on in an unknown state. */
export function watchFaults({ app, log }: FaultOptions): void {
  process.on('uncaughtException', (cause) => {
    log.error('bug: uncaught exception', cause)
    process.stderr.write(`Konkon met a bug and ends: ${cause.stack ?? String(cause)}\n`)
    // In a working copy, relaunching would hide the stack from the developer.
    if (app.isPackaged && process.uptime() * 1000 > longEnoughMs) app.relaunch()
    app.exit(1)
  })
  process.on('unhandledRejection', (cause) => {
    log.error('bug: unhandled rejection', cause)
  })
}
