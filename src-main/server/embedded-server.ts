/** The room server inside the app, kept alive in a process of its own. */
import * as v from 'valibot'
import type { LogPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { LanSettings } from '../../src-shared/desk-settings.ts'
import { EmbeddedReportSchema, type EmbeddedReady } from '../../src-shared/embedded-server.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { isSameData } from '../../src-shared/same-data.ts'

const firstRestartMs = 500
const longestRestartMs = 30_000
/** After running this long it counts as healthy, and the next restart is quick again. */
const steadyAfterMs = 60_000
const stopWithinMs = 3000

/** `reported`: the server itself named the variable, port or folder that is at fault. */
export type ServerFailure = { readonly kind: 'reported' | 'died'; readonly message: string }

export type ServerStart = {
  /** Null means `KONKON_PORT` or its default. */
  readonly port: number | null
  /** Null means what this program's variables say. */
  readonly lan: LanSettings | null
}

/** The part of Electron's `UtilityProcess` used here. */
export type ServerProcess = {
  on: ((event: 'message', listener: (message: unknown) => void) => unknown) &
    ((event: 'exit', listener: (code: number) => void) => unknown)
  /** Asks it to close its database and exit. */
  requestStop: () => void
  kill: () => boolean
}

export type EmbeddedServerOptions = {
  readonly fork: (start: ServerStart) => ServerProcess
  readonly clock: Clock
  readonly log: LogPort
  readonly onReady: (ready: EmbeddedReady) => void
  /** Only if it was never ready; after that it is restarted for ever. */
  readonly onFailed: (failure: ServerFailure) => void
}

export type EmbeddedServer = {
  /** Does nothing if it is running. */
  start: () => void
  /** Opens it to the local network, or closes it. A running server restarts on the same port. */
  setLan: (lan: LanSettings) => void
  /** Resolves once the process is gone. Idempotent. */
  stop: () => Promise<void>
}

export function createEmbeddedServer(options: EmbeddedServerOptions): EmbeddedServer {
  const { fork, clock, log, onReady, onFailed } = options
  let running: ServerProcess | null = null
  let isWanted = false
  let isRestarting = false
  let lan: LanSettings | null = null
  let port: number | null = null
  let quickExits = 0
  let cancelRestart: Unsubscribe = () => {}
  let onGone: () => void = () => {}

  function launch(openTo: LanSettings | null): void {
    const child = fork({ port, lan: openTo })
    const startedAtMs = clock.now()
    let failure: string | null = null
    running = child

    child.on('message', (raw) => {
      const parsed = v.safeParse(EmbeddedReportSchema, raw)
      if (!parsed.success) {
        log.error('server says something unknown', parsed.issues[0].message)
        return
      }
      if (parsed.output.kind === 'failed') {
        failure = parsed.output.message
        child.kill()
        return
      }
      // Visitors can only reconnect if the server returns on the same port.
      port = Number(new URL(parsed.output.url).port)
      log.info('server ready', { url: parsed.output.url })
      onReady(parsed.output)
    })

    child.on('exit', (code) => {
      running = null
      const tellGone = onGone
      onGone = () => {}
      tellGone()
      if (!isWanted) return
      if (isRestarting) {
        isRestarting = false
        launch(lan)
        return
      }
      log.error('server gone', { code, failure })
      if (failure !== null && openTo !== null) {
        // Without the network: a port that is taken or an unreadable certificate must not keep visitors out.
        launch(null)
        return
      }
      if (port === null) {
        isWanted = false
        const words = `The room server ended with code ${code} before it was ready.`
        onFailed(failure === null ? { kind: 'died', message: words } : { kind: 'reported', message: failure })
        return
      }
      quickExits = clock.now() - startedAtMs > steadyAfterMs ? 0 : quickExits + 1
      cancelRestart = clock.setTimer(Math.min(firstRestartMs * 2 ** quickExits, longestRestartMs), () => launch(lan))
    })
  }

  return {
    start: () => {
      if (isWanted) return
      isWanted = true
      if (running === null) launch(lan)
    },
    setLan: (wanted) => {
      const next = wanted.isOpen ? wanted : null
      if (isSameData(next, lan)) return
      lan = next
      if (!isWanted || running === null) return
      isRestarting = true
      void stopProcess(running)
    },
    stop: () => {
      isWanted = false
      isRestarting = false
      cancelRestart()
      return running === null ? Promise.resolve() : stopProcess(running)
    },
  }

  function stopProcess(child: ServerProcess): Promise<void> {
    return new Promise((resolve) => {
      const cancelKill = clock.setTimer(stopWithinMs, () => {
        log.warn('server does not stop, ending its process')
        child.kill()
      })
      const before = onGone
      onGone = () => {
        cancelKill()
        before()
        resolve()
      }
      child.requestStop()
    })
  }
}
