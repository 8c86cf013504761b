import type { DeskId } from '../../src-shared/ids.ts'
import type { ConnectedDesk, DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskFacts } from '../../src-shared/protocol.ts'
import type { FactSocket } from './fact-socket.ts'

export type DeskSocket = FactSocket<DeskFacts>

/** One room's connected desks, and the revisions of the facts that they are told. */
export type ConnectedDesks = {
  /** The same desk's older connection is told that it is displaced, and closed. */
  readonly add: (ref: DeskRef, socket: DeskSocket) => void
  /** False when a newer connection of the same desk has taken over, or it was removed before. */
  readonly remove: (ref: DeskRef, socket: DeskSocket) => boolean
  /** Whether this desk's screen is locked; forgotten when it disconnects. */
  readonly setLocked: (id: DeskId, isLocked: boolean) => void
  readonly find: (id: DeskId) => DeskSocket | null
  /** The desk under its current name. */
  readonly refOf: (ref: DeskRef) => DeskRef
  /** Does nothing for a desk that is not connected. */
  readonly rename: (ref: DeskRef) => void
  readonly list: () => readonly ConnectedDesk[]
  readonly getRevision: () => number
  /** Tells every desk, or all but one, the same fact under one new revision. */
  readonly tell: (send: (desk: DeskSocket, revision: number) => void, except?: DeskSocket) => void
  /** Tells one desk a fact, under a new revision too. Does nothing for a desk that is not connected. */
  readonly tellOnly: (id: DeskId, send: (desk: DeskSocket, revision: number) => void) => void
}

/** Revisions start at the server's clock, so that they grow across restarts. */
export function createConnectedDesks(firstRevision: number): ConnectedDesks {
  const desks = new Map<DeskId, { readonly ref: DeskRef; readonly socket: DeskSocket }>()
  const locked = new Set<DeskId>()
  let revision = firstRevision
  const seen = ({ ref }: { readonly ref: DeskRef }): ConnectedDesk => {
    return locked.has(ref.id) ? { ...ref, isLocked: true } : ref
  }
  return {
    add(ref, socket) {
      const older = desks.get(ref.id)
      desks.set(ref.id, { ref, socket })
      locked.delete(ref.id)
      if (!older) return
      older.socket.emit('displaced', null)
      older.socket.disconnect(true)
    },
    remove(ref, socket) {
      if (desks.get(ref.id)?.socket !== socket) return false
      return desks.delete(ref.id)
    },
    setLocked(id, isLocked) {
      if (isLocked) locked.add(id)
      else locked.delete(id)
    },
    find: (id) => desks.get(id)?.socket ?? null,
    refOf: (ref) => desks.get(ref.id)?.ref ?? ref,
    rename(ref) {
      const known = desks.get(ref.id)
      if (known) desks.set(ref.id, { ...known, ref })
    },
    list: () => [...desks.values()].map(seen),
    getRevision: () => revision,
    tell(send, except) {
      revision += 1
      for (const { socket } of desks.values()) if (socket !== except) send(socket, revision)
    },
    tellOnly(id, send) {
      const desk = desks.get(id)
      if (!desk) return
      revision += 1
      send(desk.socket, revision)
    },
  }
}
