import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../src-shared/clock.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskId, RoomAddress } from '../../src-shared/ids.ts'
import { createAuditLog, type AuditLog } from '../audit/audit-log.ts'
import type { SetAside } from '../database/set-aside.ts'
import type { Policy } from '../policy.ts'
import type { ConnectedDesks } from '../wire/connected-desks.ts'
import { createDeskStore } from './desk-store.ts'
import { createOldKeyStore } from './old-key-store.ts'
import { createPairing, type Pairing } from './pairing.ts'
import { tellNewcomers } from './tell-newcomers.ts'

export type RoomPairingDeps = {
  readonly database: DatabaseSync
  readonly room: RoomAddress
  readonly setAside: Pick<SetAside, 'read'>
  readonly clock: Clock
  readonly policy: Pick<Policy, 'pairingCodeMs' | 'newcomer'>
  readonly connected: Pick<ConnectedDesks, 'tell' | 'tellOnly'>
  /** In words what went wrong, for the log; then the cause. */
  readonly faultOf: (words: string) => (cause: unknown) => void
}

/** Who may be a desk of a room, with all that has to be told and kept when one is added. */
export function createRoomPairing(deps: RoomPairingDeps): { readonly pairing: Pairing; readonly audit: AuditLog } {
  const { database, room, setAside, clock, policy, connected, faultOf } = deps
  const audit = createAuditLog({
    database,
    room,
    setAside,
    now: clock.now,
    onFault: faultOf('what an owner did could not be written'),
  })
  const pairing = createPairing({
    store: createDeskStore(database, room, setAside),
    oldKey: createOldKeyStore(database, room),
    clock,
    codeValidForMs: policy.pairingCodeMs,
    newcomer: policy.newcomer,
    onPaired(desk, host) {
      audit.record(host === null ? null : refOf(host), { kind: 'paired', desk })
      connected.tell((each, revision) => each.emit('desk:paired', { revision, desk }))
    },
    onNamedItself: (desk, before) => audit.record({ id: desk.id, name: before }, { kind: 'named-itself', desk }),
    onRefused: (name, host) => audit.record(refOf(host), { kind: 'newcomer-refused', name }),
    onNewcomersChanged: (host) => tellNewcomers({ connected, pairing }, host),
    onFault: faultOf('when a desk was here could not be written'),
  })
  return { pairing, audit }

  function refOf(id: DeskId): DeskRef {
    return { id, name: pairing.nameOf(id) }
  }
}
