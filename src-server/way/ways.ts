import type { Router } from 'express'
import type { AuditAct } from '../../src-shared/audit.ts'
import { createScope } from '../../src-shared/scope.ts'
import type { OpenSocket } from '../call-outs/call-out-socket.ts'
import type { IceSource } from '../calls/call-ice-servers.ts'
import { createIceServerCommands, type IceServerCommands } from '../calls/ice-server-commands.ts'
import type { ControlledWays } from '../control/controlled-ways.ts'
import type { Lines } from '../line/lines.ts'
import { createRelays, type Relays, type RelaysDeps } from '../line/relays.ts'
import type { WayHealth } from '../line/way-health.ts'
import { createArrivals } from '../http/arrivals.ts'
import { createOutsideLook } from '../own-address/outside-look.ts'
import { createKeptAddress } from '../own-address/own-address.ts'
import { createOwnAddressCommands, type OwnAddressCommands } from '../own-address/own-address-commands.ts'
import { createOwnAddressStore } from '../own-address/own-address-store.ts'
import type { RelayCommands } from '../relay/desk-relay-commands.ts'

export type WaysDeps = Omit<RelaysDeps, 'arrivals' | 'getOtherOrigin' | 'getLostSinceMs'> & {
  /** Of variables or the file of settings. */
  readonly fixed: {
    readonly origin: string | null
    /** Who may say who a visitor is. */
    readonly proxies: readonly string[]
    readonly iceSources: readonly IceSource[]
  }
  /** Where a proxy reaches this server, the nearest first. */
  readonly listTargets: () => readonly string[]
  readonly openSocket: OpenSocket
}

/** The ways by which customers come from the internet: what the operator fixed, the owner's own, or relays. */
export type Ways = {
  /** `https://desk.example.jp`; null where there is none. */
  readonly getOrigin: () => string | null
  readonly listProxies: () => readonly string[]
  readonly listIceSources: () => readonly IceSource[]
  readonly listLines: Lines['list']
  readonly health: WayHealth
  readonly routes: readonly Router[]
  readonly commands: WayCommands
  /** For whoever asks at a terminal. */
  readonly controlled: ControlledWays
  /** Once; resolves once customers of the relays can be answered. */
  readonly open: (serving: Parameters<Relays['open']>[0]) => Promise<void>
  readonly dispose: () => void
}

/** What a desk may do about them; `record` writes down that it did. */
export type WayCommands = (
  record: (act: AuditAct) => void,
) => ReturnType<RelayCommands> & ReturnType<OwnAddressCommands> & IceServerCommands

export function createWays(deps: WaysDeps): Ways {
  const { fixed, clock, log } = deps
  const scope = createScope((cause) => log.error({ err: cause }, 'a way of customers could not be stopped'))
  let tellChanged: () => void = () => undefined
  const arrivals = createArrivals()
  const own = createKeptAddress({
    store: createOwnAddressStore(deps.database, deps.setAside),
    look: createOutsideLook(deps.openSocket, arrivals),
    clock,
    log,
    onChanged: () => tellChanged(),
    onLook: () => relays.way.look(),
  })
  scope.add(own.dispose)
  const relays = createRelays({
    ...deps,
    arrivals,
    getOtherOrigin: () => fixed.origin ?? own.get()?.origin ?? null,
    getLostSinceMs: own.getLostSinceMs,
  })
  scope.add(relays.dispose)
  const ownCommands = createOwnAddressCommands({
    address: own,
    fixed: fixed.origin,
    listTargets: deps.listTargets,
    hasRelays: () => listLines().length > 0,
    isOfOneRoom: deps.isOfOneRoom,
  })
  function listLines(): ReturnType<Lines['list']> {
    return relays.getLines()?.list() ?? []
  }
  const iceCommands = createIceServerCommands({ listSources: listIceSources, now: clock.now })
  function listIceSources(): readonly IceSource[] {
    return [...fixed.iceSources, ...(relays.getLines()?.listIceSources() ?? [])]
  }
  return {
    getOrigin: () => fixed.origin ?? own.get()?.origin ?? relays.getLines()?.getOrigin() ?? null,
    listProxies: () => [...fixed.proxies, ...(fixed.origin === null ? own.listProxies() : [])],
    listIceSources,
    health: relays.way,
    routes: [arrivals.route],
    commands: (record) => ({ ...relays.commands(record), ...ownCommands(record), ...iceCommands }),
    listLines,
    controlled: {
      list: listLines,
      getCertificate: relays.getCertificate,
      getIssuer: relays.getIssuer,
      find: (host) => relays.lines().find(host),
      add: (relay) => relays.lines().add(relay),
      remove: (host) => relays.lines().remove(host),
      listIceSources: () => relays.getLines()?.listIceSources() ?? [],
      getOwnOrigin: () => own.get()?.origin ?? null,
    },
    async open(serving) {
      tellChanged = serving.onChanged
      await relays.open(serving)
      // One that gives way to the settings is nobody's address now.
      if (fixed.origin === null) own.lookNow()
    },
    dispose: scope.dispose,
  }
}
