import { failed, type Failed } from '../../src-shared/result.ts'
import type { RelayRemovalRequest, RelaySetUpRequest, RelayWork } from '../../src-shared/relay-set-up.ts'
import { checkThroughRelay } from './check-through-relay.ts'
import type { readHostKey } from './relay-shell.ts'
import { removeFromRelay, setUpRelay, type Relay } from './set-up-relay.ts'

/** What is done to a relay: by its own SSH, and as a customer would come through it. For tests, others. */
export type RelayTools = {
  readonly readHostKey: typeof readHostKey
  readonly setUp: typeof setUpRelay
  readonly remove: typeof removeFromRelay
  readonly check: typeof checkThroughRelay
}

/** The relays of a server: this process's own, or of another that is asked for them. */
export type KeptRelays = {
  readonly find: (host: string) => Relay | null | Promise<Relay | null>
  /** Replaces the one of the same host. */
  readonly add: (relay: Relay) => Promise<void>
  readonly remove: (host: string) => void | Promise<void>
}

export type RelayActDeps = {
  readonly relays: KeptRelays
  readonly tools: Pick<RelayTools, 'setUp' | 'remove' | 'check'>
}

export type RunningWork = Extract<RelayWork, { readonly kind: 'running' }>
export type EndedWork = Exclude<RelayWork, { readonly kind: 'running' | 'none' }>

/** A line that was only just set up is given so long. */
const checkWithinMs = 20_000

export const ownActTools: RelayActDeps['tools'] = {
  setUp: setUpRelay,
  remove: removeFromRelay,
  check: checkThroughRelay,
}

/** A server has one name, by however many relays; null where the name asked for is that one. */
export function refuseSecondName(
  relays: readonly { readonly host: string; readonly name: string }[],
  { host, name }: { readonly host: string; readonly name: string },
): Failed | null {
  const other = relays.find((one) => one.host !== host && one.name !== name)
  if (!other) return null
  return failed('wrong-state', `This server is ${other.name} already, by ${other.host}. Remove that relay first.`)
}

/** Where customers come by another address already: there would be two, and pages of one of them be refused. */
export function refuseBeside(origin: string): Failed {
  return failed('wrong-state', `This server is ${origin} already, without a relay. Give that address up first.`)
}

/**
 * Sets the relay up, keeps it, and goes the way of a customer. With a relay of the same host and name its key stays.
 * Rejects with a `RelayRefused` or a `RelayShellError`; once the relay is kept, it resolves.
 */
export async function carryOutSetUp(
  request: RelaySetUpRequest,
  { relays, tools, tell }: RelayActDeps & { readonly tell: (work: RunningWork) => void },
): Promise<EndedWork> {
  const { name } = request
  const { host } = request.login
  const before = await relays.find(host)
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
}

/** Gives the name back on the relay where there is a login, and forgets it here. Rejects as `carryOutSetUp`. */
export async function carryOutRemoval(
  { host, login, name }: RelayRemovalRequest & { readonly name: string },
  { relays, tools }: RelayActDeps,
): Promise<EndedWork> {
  if (login !== null) await tools.remove({ ...login, name })
  await relays.remove(host)
  return { kind: 'removed', host, name }
}
