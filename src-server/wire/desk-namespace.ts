import type { Namespace } from 'socket.io'
import { deskCommands, type DeskCommands } from '../../src-shared/protocol.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import { serveCommands, type CommandDeps } from './command-table.ts'
import { createCallOutCommands } from '../call-outs/call-out-commands.ts'
import { createDecisionCommands } from '../knocks/decision-commands.ts'
import { acceptDesk, guard, type AcceptedDesk, type HandshakeDeps } from './handshake.ts'
import type { KnockRecord } from '../knocks/knock-machine.ts'
import type { Pairing } from '../pairing/pairing.ts'
import { createPairingCommands } from '../pairing/pairing-commands.ts'
import { createRoomCommands } from '../room/room-commands.ts'
import type { DeskSocket } from './sockets.ts'
import { createVisitCommands } from '../visits/visit-commands.ts'

export type DeskNamespaceDeps = CommandDeps &
  HandshakeDeps & {
    readonly holdMs: number
    /** Epoch ms. */
    readonly now: () => number
    /** Where the local network reaches this server; null unless it is open to it. */
    readonly getLanOrigin: () => string | null
    readonly pairing: Pairing
  }

/** Everything that a front desk can say, and what it is told on connecting. */
export function serveDesks(namespace: Namespace, deps: DeskNamespaceDeps): void {
  namespace.use(guard((socket) => acceptDesk(socket, deps), deps.log))
  namespace.on('connection', (socket: DeskSocket) => {
    const { room, desk } = socket.data
    if (!room || !desk) throw new Error('No handshake.')
    const accepted = { room, desk }
    deps.pairing.markSeen(room.address, desk.id)
    enter(socket, accepted)
    serveCommands(socket, { commands: deskCommands, handlers: createHandlers(accepted, socket, deps) }, deps)
    socket.on('disconnect', () => {
      deps.pairing.markSeen(room.address, desk.id)
      exit(socket, accepted)
    })
    deps.log.info({ room: room.address, desk: desk.id }, 'desk connected')
  })
}

function enter(socket: DeskSocket, { room, desk }: AcceptedDesk): void {
  room.desks.add(desk, socket)
  socket.emit('snapshot', room.getSnapshot())
  tellDesks(room, socket)
  for (const record of callsOf({ room, desk })) {
    room.book.decide(record.id, { kind: 'desk-connected' })
    room.calls.flush('desk', record)
  }
  room.presenceChanged()
}

function exit(socket: DeskSocket, { room, desk }: AcceptedDesk): void {
  if (!room.desks.remove(desk, socket)) return
  for (const record of callsOf({ room, desk })) room.book.decide(record.id, { kind: 'desk-lost' })
  tellDesks(room, socket)
  room.presenceChanged()
}

function tellDesks(room: AcceptedDesk['room'], except: DeskSocket): void {
  const desks = room.desks.listRefs()
  room.desks.tell((other, revision) => other.emit('desks:changed', { revision, desks }), except)
}

function callsOf({ room, desk }: AcceptedDesk): readonly KnockRecord[] {
  return room.book.listRunning().filter(({ phase }) => phase.kind === 'in-call' && phase.by.id === desk.id)
}

function createHandlers(
  { room, desk }: AcceptedDesk,
  socket: DeskSocket,
  deps: DeskNamespaceDeps,
): CommandHandlers<DeskCommands> {
  const { holdMs, now, getLanOrigin, pairing } = deps
  const { request } = socket
  return {
    ...createDecisionCommands({ room, desk, holdMs, now }),
    ...createRoomCommands({ room, desk }),
    ...createVisitCommands({ room, desk, request, getLanOrigin }),
    ...createPairingCommands({ room, pairing, request, getLanOrigin }),
    ...createCallOutCommands(room.callOuts),
  }
}
