import { pairingUrl } from '../../src-shared/pairing.ts'
import type { DeskCommands } from '../../src-shared/protocol.ts'
import { done, failed, ok } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { DeskConnection } from '../room/room-desks.ts'

export type PairingCommandsDeps = {
  readonly room: LiveRoom
  readonly desk: DeskConnection
  /** Of links that this desk hands to people. */
  readonly getOrigin: () => string
}

type PairingCommandName = Extract<keyof DeskCommands, `pairing:${string}` | `desks:${string}`>

/** What a desk can do about other desks. */
export function createPairingCommands(
  deps: PairingCommandsDeps,
): Pick<CommandHandlers<DeskCommands>, PairingCommandName> {
  const { room, desk, getOrigin } = deps
  const unknownDesk = failed('not-found', 'There is no such paired desk.')
  return {
    'pairing:create': () => {
      const { code, expiresAtMs } = room.pairing.makeCode({ kind: 'desk', deskId: desk.id })
      const url = pairingUrl(getOrigin(), { room: room.address, code })
      return ok({ url, expiresAtMs })
    },
    'desks:list': () => ok(room.desks.listPaired()),
    'desks:rename': ({ deskId, name }) => (room.desks.rename(deskId, name) ? done : unknownDesk),
    // A desk that revokes itself is disconnected before it gets an answer.
    'desks:revoke': ({ deskId }) => (room.desks.revoke(deskId) ? done : unknownDesk),
    'desks:put-out': () => ok({ putOut: room.desks.putOut(desk.id) }),
  }
}
