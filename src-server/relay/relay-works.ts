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
import {
  carryOutRemoval,
  carryOutSetUp,
  ownActTools,
  refuseSecondName,
  type EndedWork,
  type KeptRelays,
  type RelayTools,
  type RunningWork,
} from './relay-acts.ts'
import { fingerprintOf, readHostKey, RelayShellError } from './relay-shell.ts'
import { RelayRefused, type Relay } from './set-up-relay.ts'

export type RelayWorksDeps = {
  /** The relays of this server. */
  readonly relays: Omit<KeptRelays, 'find'> & {
    readonly list: () => readonly { readonly host: string; readonly name: string }[]
    readonly find: (host: string) => Relay | null
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
  /** `onEnd` is called once it is over, unless nothing was changed by it. */
  readonly setUp: (request: RelaySetUpRequest, onEnd: () => void) => Done
  readonly remove: (request: RelayRemovalRequest, onEnd: () => void) => Done
}

const busy = failed('busy', 'A relay is being set up or taken away.')

export function createRelayWorks(deps: RelayWorksDeps): RelayWorks {
  const { relays, log, tools = { readHostKey, ...ownActTools } } = deps
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
    setUp(request, onEnd) {
      const { name } = request
      const { host } = request.login
      const refused = work.kind === 'running' ? busy : refuseSecondName(relays.list(), { host, name })
      if (refused !== null) return refused
      void run({ kind: 'running', host, name, step: 'packages' }, async (tell) => {
        const ended = await carryOutSetUp(request, { relays, tools, tell })
        onEnd()
        return ended
      })
      return done
    },
    remove({ host, login }, onEnd) {
      if (work.kind === 'running') return busy
      const relay = relays.find(host)
      if (relay === null) return failed('not-found', `There is no relay ${host}.`)
      const { name } = relay
      void run({ kind: 'running', host, name, step: 'removing' }, async () => {
        const ended = await carryOutRemoval({ host, login, name }, { relays, tools })
        onEnd()
        return ended
      })
      return done
    },
  }

  /** Never rejects: how it ended is what `getWork` tells. */
  async function run(
    first: RunningWork,
    act: (tell: (next: RunningWork) => void) => Promise<EndedWork>,
  ): Promise<void> {
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
