import type { KnockId } from '../../src-shared/ids.ts'
import type { VisitorFacts } from '../../src-shared/protocol.ts'
import type { FactSocket } from './fact-socket.ts'

export type VisitorSocket = FactSocket<VisitorFacts>

/** The visitors' pages of one room that are connected now, and which of them has which knock. */
export type ConnectedVisitors = {
  readonly add: (socket: VisitorSocket) => void
  readonly remove: (socket: VisitorSocket) => void
  /** From now on this page has this knock; another page that had it is told that it is displaced, and closed. */
  readonly bind: (socket: VisitorSocket, knockId: KnockId) => void
  readonly find: (knockId: KnockId) => VisitorSocket | null
  readonly knockOf: (socket: VisitorSocket) => KnockId | null
  /** Whether this page has or had a knock. */
  readonly hasKnocked: (socket: VisitorSocket) => boolean
  readonly count: () => number
  readonly tell: (send: (visitor: VisitorSocket) => void) => void
}

export function createConnectedVisitors(): ConnectedVisitors {
  const knocks = new Map<VisitorSocket, KnockId | null>()
  const sockets = new Map<KnockId, VisitorSocket>()
  const knocked = new WeakSet<VisitorSocket>()
  function unbind(socket: VisitorSocket): void {
    const knockId = knocks.get(socket)
    if (knockId != null && sockets.get(knockId) === socket) sockets.delete(knockId)
  }
  return {
    add(socket) {
      knocks.set(socket, null)
    },
    remove(socket) {
      unbind(socket)
      knocks.delete(socket)
    },
    bind(socket, knockId) {
      knocked.add(socket)
      const older = sockets.get(knockId)
      if (older === socket) return
      unbind(socket)
      knocks.set(socket, knockId)
      sockets.set(knockId, socket)
      if (!older) return
      knocks.set(older, null)
      older.emit('displaced', null)
      older.disconnect(true)
    },
    find: (knockId) => sockets.get(knockId) ?? null,
    knockOf: (socket) => knocks.get(socket) ?? null,
    hasKnocked: (socket) => knocked.has(socket),
    count: () => knocks.size,
    tell(send) {
      for (const socket of knocks.keys()) send(socket)
    },
  }
}
