import type { IceServer } from '../../src-shared/call.ts'
import { minuteMs } from '../../src-shared/duration.ts'
import type { IceServerTest } from '../../src-shared/ice-server-test.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { ok } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import { withPassword, type IceSource } from './call-ice-servers.ts'
import { probeIceServer } from './probe-ice-server.ts'

export type IceServerCommands = Pick<CommandHandlers<DeskCommands>, 'ice-servers:test'>

/** Well before whoever asks gives up waiting. */
const withinMs = 8_000

/** What a desk can find out about the servers that carry calls. However many ask, it is tried once at a time. */
export function createIceServerCommands(deps: {
  readonly listSources: () => readonly IceSource[]
  /** The TURN server goes by its own clock. */
  readonly now: () => number
}): IceServerCommands {
  let running: Promise<readonly IceServerTest[]> | null = null

  async function tryAll(): Promise<readonly IceServerTest[]> {
    const expiresAtMs = deps.now() + minuteMs
    const servers = deps.listSources().map((source) => withPassword(source, { user: 'test', expiresAtMs }))
    return Promise.all(servers.flatMap((server) => server.urls.map((url) => tryOne(url, server))))
  }

  return {
    'ice-servers:test': async () => {
      running ??= tryAll().finally(() => {
        running = null
      })
      return ok({ tests: [...(await running)] })
    },
  }
}

async function tryOne(url: string, server: IceServer): Promise<IceServerTest> {
  try {
    const late = AbortSignal.timeout(withinMs)
    const outcome = await Promise.race([
      probeIceServer(url, server),
      new Promise<never>((_resolve, reject) => {
        late.addEventListener('abort', () => reject(new Error('it does not answer')))
      }),
    ])
    return { url, outcome: { kind: outcome } }
  } catch (cause) {
    return { url, outcome: { kind: 'failed', why: cause instanceof Error ? cause.message : String(cause) } }
  }
}
