import type { LineState } from '../../src-shared/line-state.ts'
import type { CertificateState } from '../../src-shared/relay-set-up.ts'
import type { CaaIssuer } from '../acme/caa.ts'
import type { IceSource } from '../calls/call-ice-servers.ts'
import { iceSourceOf } from '../relay/relay-ice-source.ts'
import type { OwnAddressStore } from '../own-address/own-address-store.ts'
import type { RelayStore } from '../relay/relay-store.ts'
import type { Relay } from '../relay/set-up-relay.ts'

/** The ways by which customers come to a data folder's server, for whoever may ask at a terminal. */
export type ControlledWays = {
  /** `line` is null where no server runs. */
  readonly list: () => readonly { readonly host: string; readonly name: string; readonly line: LineState | null }[]
  /** Of the name; null where no authority is asked for one, or no server runs. */
  readonly getCertificate: () => CertificateState | null
  readonly getIssuer: () => CaaIssuer | null
  readonly find: (host: string) => Relay | null
  /** Replaces the one of the same host. */
  readonly add: (relay: Relay) => Promise<void>
  readonly remove: (host: string) => void
  /** What the relays offer to calls, besides what settings name. */
  readonly listIceSources: () => readonly IceSource[]
  /** Where an owner's own proxy or tunnel leads here from; null without one. */
  readonly getOwnOrigin: () => string | null
}

/** Those on the disk, which the next start opens lines to. */
export function createRestingWays(store: RelayStore, own: Pick<OwnAddressStore, 'load'>): ControlledWays {
  return {
    list: () => store.load().map(({ name, access: { host } }) => ({ host, name, line: null })),
    getCertificate: () => null,
    getIssuer: () => null,
    find: (host) => store.load().find(({ access }) => access.host === host) ?? null,
    add: async (relay) => store.save(relay),
    remove: store.remove,
    listIceSources: () => store.load().map(iceSourceOf),
    getOwnOrigin: () => own.load()?.origin ?? null,
  }
}
