import type { Namespace } from 'socket.io'
import { deskCommands, type DeskCommands } from '../../src-shared/all-desk-commands.ts'
import type { CopyCommands } from '../backup/copy-commands.ts'
import { createCallOutCommands } from '../call-outs/call-out-commands.ts'
import { createInvitationCommands } from '../invitations/invitation-commands.ts'
import { createDecisionCommands, type DecisionCommandsDeps } from '../knocks/decision-commands.ts'
import { createPairingCommands } from '../pairing/pairing-commands.ts'
import { createPracticeCommands } from '../practice/practice-commands.ts'
import type { WayCommands } from '../way/ways.ts'
import { createRoomCommands } from '../room/room-commands.ts'
import { createSourceCommands } from '../sources/source-commands.ts'
import { createVisitCommands } from '../visits/visit-commands.ts'
import { serveCommands, type CommandDeps } from './command-table.ts'
import { acceptDesk, serveAccepted, type HandshakeDeps } from './handshake.ts'

export type DeskNamespaceDeps = CommandDeps &
  HandshakeDeps & {
    readonly policy: DecisionCommandsDeps['policy']
    /** Epoch ms. */
    readonly now: () => number
    readonly copyCommands: CopyCommands
    readonly wayCommands: WayCommands
  }

/** Serves the commands of front desks; what they are told is up to the room. */
export function serveDesks(namespace: Namespace, deps: DeskNamespaceDeps): void {
  const { policy, now, addresses, log } = deps
  serveAccepted(namespace, {
    accept: (socket) => acceptDesk(socket, deps),
    serve(socket, accepted) {
      const { room } = accepted
      const desk = room.desks.connect(accepted.desk, socket)
      if (accepted.givenKey !== null) socket.emit('key:given', { key: accepted.givenKey })
      const getOrigin = (): string => addresses.originForPeople(socket.request)
      const handlers = {
        ...createDecisionCommands({ room, desk, policy, now }),
        ...createRoomCommands({ room, desk }),
        ...createVisitCommands({ room, desk }),
        ...createInvitationCommands({ room, desk, getOrigin }),
        ...createSourceCommands({ room, desk, now, log }),
        ...createPairingCommands({ room, desk, getOrigin }),
        ...createPracticeCommands({ room, desk }),
        ...createCallOutCommands(room.callOuts, () => room.audit.record(desk.getRef(), { kind: 'call-outs-set' })),
        ...deps.wayCommands((act) => room.audit.record(desk.getRef(), act)),
        ...deps.copyCommands,
        'copy:make': (payload: null) => {
          // Before it is made, so that the copy tells of itself.
          room.audit.record(desk.getRef(), { kind: 'copy-asked' })
          return deps.copyCommands['copy:make'](payload)
        },
      }
      const mayGive = (name: keyof DeskCommands): boolean =>
        deskCommands[name].role === 'desk' || room.pairing.roleOf(desk.id) === 'owner'
      serveCommands(socket, { commands: deskCommands, handlers, mayGive }, deps)
      log.info({ room: room.address, desk: desk.id }, 'desk connected')
      return desk.close
    },
    log,
    noteFault: deps.noteFault,
    refusalLines: deps.refusalLines,
  })
}
