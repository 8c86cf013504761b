import { failed, ok, type Done, done, type Result } from '../../src-shared/result.ts'
import type {
  RelayFault,
  RelayLogin,
  RelayLook,
  RelayRemovalRequest,
  RelaySetUpRequest,
  RelayWork,
} from '../../src-shared/relay-set-up.ts'
import type { Log } from '../log.ts'
import { checkThroughRelay } from './check-through-relay.ts'
import { fingerprintOf, readHostKey, RelayShellError } from './relay-shell.ts'
import { RelayRefused, removeFromRelay, setUpRelay, type Relay } from './set-up-relay.ts'

/** What is done to a relay: by its own SSH, and as a customer would come through it. For tests, others. */
export type RelayTools = {
  readonly readHostKey: typeof readHostKey
  readonly setUp: typeof setUpRelay
  readonly remove: typeof removeFromRelay
  readonly check: typeof checkThroughRelay
}

export type RelayWorksDeps = {
  /** The relays of this server. */
  readonly relays: {
    readonly list: () => readonly { readonly host: string; readonly name: string }[]
    readonly find: (host: string) => Relay | null
    readonly add: (relay: Relay) => Promise<void>
    readonly remove: (host: string) => void
  }
  readonly log: Log
  readonly tools?: RelayTools
}

/**
 * Sets relays up and takes them away, for a person at a desk. That takes minutes, hence it goes on by itself, one at a
 * time, and whoever asks is told where it is. Passwords are kept no longer than it lasts.
 */
export type RelayWorks = {
  readonly getWork: () => RelayWork
  /** The key that the server shows; nothing is sent to it. */
  readonly look: (place: Pick<RelayLogin, 'host' | 'port'>) => Promise<Result<RelayLook>>
  readonly setUp: (request: RelaySetUpRequest) => Done
  readonly remove: (request: RelayRemovalRequest) => Done
}

type Running = Extract<RelayWork, { readonly kind: 'running' }>

/** A line that was only just set up is given so long. */
const checkWithinMs = 20_000

const ownTools: RelayTools = { readHostKey, setUp: setUpRelay, remove: removeFromRelay, check: checkThroughRelay }

export function createRelayWorks({ relays, log, tools = ownTools }: RelayWorksDeps): RelayWorks {
  let work: RelayWork = { kind: 'none' }
  return {
    getWork: () => work,
    async look({ host, port }) {
      try {
        const hostKey = await tools.readHostKey(host, port)
        return ok({ hostKey, fingerprint: fingerprintOf(hostKey) })
      } catch (cause) {
        if (cause instanceof RelayShellError) return failed('not-found', cause.message)
        throw cause
      }
    },
    setUp(request) {
      const { name } = request
      const { host } = request.login
      if (work.kind === 'running') return failed('busy', 'A relay is being set up or taken away.')
      if (relays.list().some((one) => one.host !== host && one.name !== name)) {
        return failed('wrong-state', 'This server has another name by another relay. Remove that relay first.')
      }
      void run({ kind: 'running', host, name, step: 'packages' }, async (tell) => {
        const before = relays.find(host)
        const relay = await tools.setUp({
          ...request,
          before: before?.name === name ? before : null,
          onStep: (step) => tell({ kind: 'running', host, name, step }),
        })
        await relays.add(relay)
        tell({ kind: 'running', host, name, step: 'looking' })
        const check = await tools.check({ host, name, withinMs: checkWithinMs })
        if (check.kind === 'answered') return { kind: 'done', host, name }
        return { kind: 'failed', host, name, fault: 'nothing-came', detail: check.why }
      })
      return done
    },
    remove({ host, login }) {
      if (work.kind === 'running') return failed('busy', 'A relay is being set up or taken away.')
      const relay = relays.find(host)
      if (relay === null) return failed('not-found', `There is no relay ${host}.`)
      const { name } = relay
      void run({ kind: 'running', host, name, step: 'removing' }, async () => {
        if (login !== null) await tools.remove({ ...login, name })
        relays.remove(host)
        return { kind: 'removed', host, name }
      })
      return done
    },
  }

  /** Never rejects: how it ended is what `getWork` tells. */
  async function run(first: Running, act: (tell: (next: Running) => void) => Promise<RelayWork>): Promise<void> {
    const { host, name } = first
    work = first
    try {
      work = await act((next) => {
        work = next
      })
    } catch (cause) {
      const { fault, detail } = faultOf(cause)
      log.warn({ relay: host, fault, err: cause }, 'a relay could not be set up or taken away')
      work = { kind: 'failed', host, name, fault, detail }
    }
  }
}

function faultOf(cause: unknown): { readonly fault: RelayFault; readonly detail: string } {
  if (cause instanceof RelayRefused) return { fault: cause.why, detail: cause.detail }
  if (cause instanceof RelayShellError) return { fault: cause.code, detail: cause.message }
  return { fault: 'internal', detail: '' }
}
