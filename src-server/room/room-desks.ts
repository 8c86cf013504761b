import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskRequestAnswers } from '../../src-shared/desk-requests.ts'
import type { DeskRole } from '../../src-shared/desk-role.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import type { DeskSnapshot } from '../../src-shared/protocol.ts'
import type { Done } from '../../src-shared/result.ts'
import type { CallRelay } from '../calls/call-relay.ts'
import type { Invitations } from '../invitations/invitations.ts'
import type { KnockBook } from '../knocks/knock-book.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import type { Pairing } from '../pairing/pairing.ts'
import { tellNewcomers } from '../pairing/tell-newcomers.ts'
import type { ConnectedDesks, DeskSocket } from '../wire/connected-desks.ts'

export type RoomDesksDeps = {
  readonly connected: ConnectedDesks
  readonly pairing: Pairing
  readonly book: KnockBook
  readonly calls: CallRelay
  readonly invitations: Pick<Invitations, 'revokeAllOf'>
  readonly getSnapshot: (id: DeskId) => DeskSnapshot
  /** Desks came, went or were locked. */
  readonly onAttendanceChanged: () => void
}

/** The desks of one room: everything that has to happen when one connects, leaves, is locked or renamed. */
export type RoomDesks = {
  /** Sends the snapshot, then the signals kept for its call. An older connection of the same desk is displaced. */
  readonly connect: (desk: DeskRef, socket: DeskSocket) => DeskConnection
  /** Those with keys of their own, in the order of their pairing. */
  readonly listPaired: () => DeskRequestAnswers['desks:list']
  readonly listConnected: ConnectedDesks['list']
  /** False when no such desk is paired. */
  readonly rename: (id: DeskId, name: string) => boolean
  /** Makes its key and all that it made worthless, and ends its calls and its connection. Fails as `Pairing.revoke`. */
  readonly revoke: (id: DeskId) => Done
  /** Tells the desk too. Fails as `Pairing.setRole`. */
  readonly setRole: (id: DeskId, role: DeskRole) => Done
  /** As `revoke`, at this desk's own wish; its connection stays until it was answered. */
  readonly leave: (id: DeskId) => void
  /** Under the room's name for it, also one that was revoked. Its id stands for one that is not known. */
  readonly refOf: (id: DeskId) => DeskRef
  /** As `revoke`, by who has the server's data: also the last owner. */
  readonly expel: (id: DeskId) => void
  /** Does the same to every desk but one, or to all, and returns to how many. */
  readonly putOut: (except: DeskId | null) => number
}

/** One desk for as long as it is connected. */
export type DeskConnection = {
  readonly id: DeskId
  /** The desk under its current name. */
  readonly getRef: () => DeskRef
  /** Whether its screen is locked, so that nobody sees it. */
  readonly setLocked: (isLocked: boolean) => void
  /** Call when the connection is gone. Others notice nothing if a newer connection of the same desk has taken over. */
  readonly close: () => void
}

export function createRoomDesks(deps: RoomDesksDeps): RoomDesks {
  const { connected, pairing, book, calls, invitations, getSnapshot, onAttendanceChanged } = deps
  return {
    connect(desk, socket) {
      pairing.markSeen(desk.id)
      connected.add(desk, socket)
      socket.emit('snapshot', getSnapshot(desk.id))
      if (pairing.listNewcomers(desk.id).length > 0) tellNewcomers(deps, desk.id)
      tellDesks(socket)
      for (const record of callsOf(desk.id)) {
        book.decide(record.id, { kind: 'desk-connected' })
        calls.flush('desk', record)
      }
      onAttendanceChanged()
      return {
        id: desk.id,
        getRef: () => connected.refOf(desk),
        setLocked(isLocked) {
          connected.setLocked(desk.id, isLocked)
          tellDesks()
          onAttendanceChanged()
        },
        close() {
          pairing.markSeen(desk.id)
          if (!connected.remove(desk, socket)) return
          for (const record of callsOf(desk.id)) book.decide(record.id, { kind: 'desk-lost' })
          tellDesks()
          onAttendanceChanged()
        },
      }
    },
    listPaired: () =>
      pairing.list().map(({ id, name, role, pairedAtMs, lastSeenAtMs }) => {
        return { id, name, role, pairedAtMs, lastSeenAtMs, isConnected: connected.find(id) !== null }
      }),
    listConnected: connected.list,
    rename(id, name) {
      if (!pairing.rename(id, name)) return false
      connected.rename({ id, name })
      tellDesks()
      return true
    },
    revoke(id) {
      const revoked = pairing.revoke(id)
      if (revoked.kind === 'ok') cut(id)
      return revoked
    },
    setRole(id, role) {
      const set = pairing.setRole(id, role)
      if (set.kind === 'ok') {
        connected.tellOnly(id, (desk, revision) => desk.emit('role:changed', { revision, role }))
        tellDesks()
      }
      return set
    },
    refOf: (id) => ({ id, name: pairing.nameOf(id) }),
    leave(id) {
      pairing.leave(id)
      endAllOf(id)
      setImmediate(() => connected.find(id)?.disconnect(true))
    },
    expel(id) {
      pairing.leave(id)
      cut(id)
    },
    putOut(except) {
      const gone = pairing.putOut(except)
      for (const id of gone) cut(id)
      return gone.length
    },
  }

  function cut(id: DeskId): void {
    endAllOf(id)
    connected.find(id)?.disconnect(true)
  }

  /** Its calls too: nobody is left talking to a desk that may no longer be one. */
  function endAllOf(id: DeskId): void {
    invitations.revokeAllOf(id)
    for (const record of callsOf(id)) book.decide(record.id, { kind: 'hang-up', by: id })
  }

  /** `except` is a desk that has just learned it from its snapshot. */
  function tellDesks(except?: DeskSocket): void {
    const desks = connected.list()
    connected.tell((desk, revision) => desk.emit('desks:changed', { revision, desks }), except)
  }

  function callsOf(id: DeskId): readonly KnockRecord[] {
    return book.listRunning().filter(({ phase }) => phase.kind === 'in-call' && phase.by.id === id)
  }
}
