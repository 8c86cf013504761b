import type { DatabaseSync } from 'node:sqlite'
import type { Server } from 'node:https'
import { isIP } from 'node:net'
import type { CaaView } from '../../src-shared/relay-set-up.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { createScope } from '../../src-shared/scope.ts'
import { createCaaLook } from '../acme/caa-look.ts'
import { createRelayCertificate, type RelayCertificate } from '../acme/relay-certificate.ts'
import type { SetAside } from '../database/set-aside.ts'
import type { Arrivals } from '../http/arrivals.ts'
import { requestTimeouts } from '../http/request-timeouts.ts'
import { listLanAddresses } from '../lan/lan-addresses.ts'
import type { Log } from '../log.ts'
import type { Policy } from '../policy.ts'
import { createRelayCommands, type RelayCommands } from '../relay/desk-relay-commands.ts'
import { createRelayStore } from '../relay/relay-store.ts'
import { createRelayWorks } from '../relay/relay-works.ts'
import type { SecretBox } from '../secrets/secret-box.ts'
import { createLines, type Lines } from './lines.ts'
import { createWayHealth, type WayHealth } from './way-health.ts'

export type RelaysDeps = {
  readonly dataFolder: string
  readonly database: DatabaseSync
  readonly secrets: SecretBox
  readonly setAside: Pick<SetAside, 'read'>
  /** Null for no authority. */
  readonly acmeDirectory: string | null
  /** The machine's own time: certificates go by it. */
  readonly clock: Clock
  readonly log: Log
  readonly arrivals: Pick<Arrivals, 'send'>
  readonly policy: Pick<Policy, 'http' | 'lookForTwinEveryMs'>
  readonly isOfOneRoom: () => boolean
  /** The address by which customers come without a relay; null where there is none. */
  readonly getOtherOrigin: () => string | null
  /** Since when that one leads here no more; null while it does. */
  readonly getLostSinceMs: () => number | null
}

/** The relays of a server: the lines to them, their certificate, and what a desk may do about them. */
export type Relays = {
  readonly commands: RelayCommands
  readonly way: WayHealth
  readonly getCertificate: RelayCertificate['getState']
  readonly getIssuer: RelayCertificate['getIssuer']
  /** Null until they are opened. */
  readonly getLines: () => Lines | null
  /** Throws until they are opened. */
  readonly lines: () => Lines
  /** Once. What it takes besides is of the servers, which need the commands first. */
  readonly open: (serving: {
    readonly onServer: (server: Server) => void
    readonly onChanged: () => void
  }) => Promise<void>
  readonly dispose: () => void
}

export function createRelays(deps: RelaysDeps): Relays {
  const { clock, log } = deps
  const certificate = createRelayCertificate({
    dataFolder: deps.dataFolder,
    directoryUrl: deps.acmeDirectory,
    clock,
    log,
    onState: () => way.look(),
  })
  const scope = createScope((cause) => log.error({ err: cause }, 'a part of the relays could not be stopped'))
  scope.add(certificate.dispose)
  let opened: Lines | null = null
  const way = createWayHealth({
    clock,
    listLines: () => opened?.list() ?? [],
    getCertificate: certificate.getState,
    getLostSinceMs: deps.getLostSinceMs,
  })
  scope.add(way.dispose)
  const lines = (): Lines => {
    if (opened) return opened
    throw new Error('The relays are not opened yet.')
  }
  const works = createRelayWorks({
    relays: {
      list: () => lines().list(),
      find: (host) => lines().find(host),
      add: (relay) => lines().add(relay),
      remove: (host) => lines().remove(host),
    },
    log,
  })
  const lookAtCaa = createCaaLook(clock)
  const getCaa = (): CaaView | null => {
    const [name, issuer] = [lines().list()[0]?.name, certificate.getIssuer()]
    // Only names have such records.
    return name === undefined || issuer === null || isIP(name) !== 0 ? null : lookAtCaa(name, issuer)
  }
  return {
    way,
    getCertificate: certificate.getState,
    getIssuer: certificate.getIssuer,
    getLines: () => opened,
    lines,
    commands: createRelayCommands({
      works,
      listRelays: () => lines().list(),
      getCertificate: certificate.getState,
      getCaa,
      isOfOneRoom: deps.isOfOneRoom,
      getOtherOrigin: deps.getOtherOrigin,
    }),
    async open(serving) {
      opened = await createLines({
        store: createRelayStore(deps.database, deps),
        certificate,
        clock,
        listAddresses: listLanAddresses,
        arrivals: deps.arrivals,
        lookForTwinEveryMs: deps.policy.lookForTwinEveryMs,
        log,
        timeouts: requestTimeouts(deps.policy.http),
        onServer: serving.onServer,
        onLine: way.look,
        onChanged() {
          serving.onChanged()
          way.look()
        },
      })
      scope.add(opened.dispose)
      way.look()
    },
    dispose: scope.dispose,
  }
}
