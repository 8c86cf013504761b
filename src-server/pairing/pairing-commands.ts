import type { IncomingMessage } from 'node:http'
import type { DeskCommands } from '../../src-shared/protocol.ts'
import { done, failed, ok } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { LiveRoom } from '../room/live-room.ts'
import { originForPeople } from '../http/origin-for-people.ts'
import type { Pairing } from './pairing.ts'

export type PairingCommandsDeps = {
  readonly room: LiveRoom
  readonly pairing: Pairing
  /** The handshake's, which shows how this desk reached the server. */
  readonly request: IncomingMessage
  readonly getLanOrigin: () => string | null
}

type PairingCommandName = Extract<keyof DeskCommands, `pairing:${string}` | `desks:${string}`>

/** What a desk can do about other desks. */
export function createPairingCommands(
  deps: PairingCommandsDeps,
): Pick<CommandHandlers<DeskCommands>, PairingCommandName> {
  const { room, pairing, request, getLanOrigin } = deps
  const unknownDesk = failed('not-found', 'There is no such paired desk.')
  return {
    'pairing:create': () => {
      const { code, expiresAtMs } = pairing.makeCode(room.address)
      const url = `${originForPeople(request, getLanOrigin())}/desk#${room.address}.pair.${code}`
      return ok({ url, expiresAtMs })
    },
    'desks:list': () =>
      ok(
        pairing.list(room.address).map(({ id, name, pairedAtMs, lastSeenAtMs }) => {
          return { id, name, pairedAtMs, lastSeenAtMs, isConnected: room.desks.find(id) !== null }
        }),
      ),
    'desks:rename': ({ deskId, name }) => {
      if (!pairing.rename(room.address, deskId, name)) return unknownDesk
      room.desks.rename({ id: deskId, name })
      const desks = room.desks.listRefs()
      room.desks.tell((desk, revision) => desk.emit('desks:changed', { revision, desks }))
      return done
    },
    'desks:revoke': ({ deskId }) => {
      if (!pairing.revoke(room.address, deskId)) return unknownDesk
      // A desk that revokes itself is closed without an answer.
      room.desks.find(deskId)?.disconnect(true)
      return done
    },
  }
}
