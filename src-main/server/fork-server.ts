import type { UtilityProcess, utilityProcess } from 'electron'
import type { LogPort } from '../../src-desk/ports.ts'
import type { LanSettings } from '../../src-shared/desk-settings.ts'
import type { EmbeddedOrder } from '../../src-shared/embedded-server.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import type { ServerProcess, ServerStart } from './embedded-server.ts'

export type ForkServerOptions = {
  readonly utilityProcess: typeof utilityProcess
  /** The built server's entry. */
  readonly entry: string
  readonly dataFolder: string
  /** With which it seals secrets; null lets it keep one itself. */
  readonly keys: string | null
  /** Of this very app. */
  readonly deskId: DeskId
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: LogPort
}

/** Starts the built room server in a utility process, where `node:sqlite` may block. */
export function createServerFork(options: ForkServerOptions): (start: ServerStart) => ServerProcess {
  const { utilityProcess, entry, dataFolder, keys, deskId, env, log } = options
  return ({ port, lan }) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'konkon-server',
      stdio: 'pipe',
      env: {
        ...env,
        KONKON_DATA: dataFolder,
        ...(port === null ? {} : { KONKON_PORT: String(port) }),
        ...(lan === null ? {} : lanVariables(lan)),
      },
    })
    logLines(child, log)
    // Not by the environment, which other programs of this user can read.
    order({ kind: 'start', keys, deskId })
    return {
      on: child.on.bind(child),
      kill: () => child.kill(),
      requestStop: () => order({ kind: 'stop' }),
    }

    function order(given: EmbeddedOrder): void {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A process has no origin.
      child.postMessage(given)
    }
  }
}

function lanVariables({ port, certificate }: LanSettings): Readonly<Record<string, string>> {
  return {
    KONKON_LAN_PORT: String(port),
    ...(certificate.kind === 'given'
      ? { KONKON_TLS_CERT: certificate.certificateFile, KONKON_TLS_KEY: certificate.keyFile }
      : {}),
  }
}

function logLines(child: UtilityProcess, log: LogPort): void {
  child.stdout?.on('data', (chunk: Buffer) => log.debug(`server: ${chunk.toString().trimEnd()}`))
  child.stderr?.on('data', (chunk: Buffer) => log.warn(`server: ${chunk.toString().trimEnd()}`))
}
