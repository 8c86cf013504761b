import { X509Certificate } from 'node:crypto'
import type { Server, ServerOptions } from 'node:https'
import type { Clock } from '../../src-shared/clock.ts'
import type { IceSource } from '../calls/call-ice-servers.ts'
import type { RelayCertificate } from '../acme/relay-certificate.ts'
import type { Arrivals } from '../http/arrivals.ts'
import type { Log } from '../log.ts'
import { iceSourceOf, turnPort } from '../relay/relay-ice-source.ts'
import type { RelayStore } from '../relay/relay-store.ts'
import type { Relay } from '../relay/set-up-relay.ts'
import { createKeptLine, type KeptLine } from './kept-line.ts'
import type { LineState } from '../../src-shared/line-state.ts'
import { createRelayedServer, type RelayedServer } from './relayed-server.ts'
import { isTwinAnswering, type TwinWatch } from './twin-watch.ts'

/** Every relay that this server has, and the one HTTPS server that answers what they pass on. */
export type Lines = {
  /** `https://desk.example.jp`; null without a relay. */
  readonly getOrigin: () => string | null
  readonly list: () => readonly LineView[]
  /** What calls may go through where two networks cannot meet. */
  readonly listIceSources: () => readonly IceSource[]
  /** Kept, and dialed at once. Relays of another name are left: this server has one name. */
  readonly add: (relay: Relay) => Promise<void>
  readonly remove: (host: string) => void
  readonly find: (host: string) => Relay | null
  /** Idempotent. */
  readonly dispose: () => void
}

export type LineView = {
  readonly host: string
  readonly name: string
  readonly line: LineState
}

export type LinesDeps = {
  readonly store: RelayStore
  readonly certificate: Pick<RelayCertificate, 'first' | 'keep'>
  /** How long a request may take to arrive. */
  readonly timeouts: ServerOptions
  readonly clock: Clock
  readonly listAddresses: () => readonly string[]
  readonly arrivals: Pick<Arrivals, 'send'>
  readonly lookForTwinEveryMs: number
  readonly log: Log
  /** Once, as soon as there is a relay: requests and sockets of the server given are to be answered. */
  readonly onServer: (server: Server) => void
  /** Some line is up, down or dialed now. */
  readonly onLine: () => void
  /** A relay came or went, and with it the address. */
  readonly onChanged: () => void
}

/** Resolves once visitors of the relays that are kept can be answered; whether a line is up shows later. */
export async function createLines(deps: LinesDeps): Promise<Lines> {
  const { store, clock, log } = deps
  const kept = new Map<string, { readonly relay: Relay; readonly line: KeptLine }>()
  let relayed: RelayedServer | null = null
  let isOver = false
  for (const relay of store.load()) await openKept(relay)

  return {
    getOrigin: () => {
      const [first] = kept.values()
      return first ? `https://${first.relay.name}` : null
    },
    list: () =>
      [...kept].map(([host, { relay, line }]) => {
        return { host, name: relay.name, line: line.getState() }
      }),
    listIceSources: () => [...kept.values()].map(({ relay }) => iceSourceOf(relay)),
    find: (host) => kept.get(host)?.relay ?? null,
    async add(relay) {
      store.save(relay)
      await open(relay)
      deps.onChanged()
    },
    remove(host) {
      store.remove(host)
      kept.get(host)?.line.dispose()
      if (kept.delete(host)) deps.onChanged()
    },
    dispose() {
      isOver = true
      for (const { line } of kept.values()) line.dispose()
      relayed?.dispose()
    },
  }

  /** A relay that cannot be opened must not keep the door shut for those who come otherwise. */
  async function openKept(relay: Relay): Promise<void> {
    try {
      await open(relay)
    } catch (cause) {
      log.error({ relay: relay.access.host, err: cause }, 'visitors of the relay cannot be answered')
    }
  }

  async function open(relay: Relay): Promise<void> {
    const { host } = relay.access
    const server = await serve(relay.name)
    // Meanwhile this server may have been stopped, or the same relay set up once more.
    if (isOver) return
    kept.get(host)?.line.dispose()
    const line = createKeptLine({
      access: relay.access,
      clock,
      listAddresses: deps.listAddresses,
      twin: watchTwin(relay),
      onVisitor: (stream) => server.take(stream, { host, port: turnPort }),
      onState(state, cause) {
        tell(host, state, cause)
        deps.onLine()
        // Only then can an authority see that the name leads here.
        if (state.kind === 'up') deps.certificate.keep(relay.name, server)
      },
    })
    kept.set(host, { relay, line })
  }

  function watchTwin({ name, access: { host } }: Relay): TwinWatch {
    let hasYielded = store.hasYielded(host)
    return {
      lookEveryMs: deps.lookForTwinEveryMs,
      isAnswering: () => isTwinAnswering({ host, name }, deps.arrivals),
      hasYielded: () => hasYielded,
      giveWay() {
        hasYielded = true
        log.warn({ relay: host }, 'another PC with the same key answers the customers of the relay')
        try {
          store.setYielded(host)
        } catch (cause) {
          log.error({ relay: host, err: cause }, 'it could not be written down: a restart takes the name back')
        }
      },
    }
  }

  async function serve(name: string): Promise<RelayedServer> {
    const certificate = await deps.certificate.first(name)
    if (relayed) {
      relayed.setCertificate(certificate)
      return relayed
    }
    const { validTo, fingerprint256 } = new X509Certificate(certificate.cert)
    log.info({ name, validTo, fingerprint256 }, 'visitors of the relay are answered')
    relayed = await createRelayedServer(certificate, deps.timeouts)
    deps.onServer(relayed.server)
    return relayed
  }

  function tell(relay: string, state: LineState, cause: Error | null): void {
    if (state.kind === 'up') log.info({ relay }, 'the line to the relay is up')
    if (state.kind === 'down') log.warn({ relay, fault: state.fault, err: cause }, 'the line to the relay is down')
  }
}
