import type { App } from 'electron'
import type { LogPort } from '../src-desk/ports.ts'

/** A program that dies sooner than this after its start would only die again. */
const longEnoughMs = 30_000

export type FaultOptions = {
  readonly app: Pick<App, 'relaunch' | 'exit' | 'isPackaged'>
  readonly log: LogPort
}

/** The boundary of this process: a bug is logged, and the program starts anew rather than limping on. */
export function watchFaults({ app, log }: FaultOptions): void {
  process.on('uncaughtException', (cause) => {
    log.error('bug: uncaught exception', cause)
    process.stderr.write(`Konkon met a bug and ends: ${cause.stack ?? String(cause)}\n`)
    // In a working copy the developer starts it again; a loop of relaunches would hide the stack.
    if (app.isPackaged && process.uptime() * 1000 > longEnoughMs) app.relaunch()
    app.exit(1)
  })
  process.on('unhandledRejection', (cause) => {
    log.error('bug: unhandled rejection', cause)
  })
}
