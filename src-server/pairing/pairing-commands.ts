import type { AuditAct } from '../../src-shared/audit.ts'
import { pairingUrl } from '../../src-shared/pairing.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { done, failed, ok, type Done } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { DeskConnection } from '../room/room-desks.ts'

export type PairingCommandsDeps = {
  readonly room: LiveRoom
  readonly desk: DeskConnection
  /** Of links that this desk hands to people. */
  readonly getOrigin: () => string
}

type PairingCommandName = Extract<
  keyof DeskCommands,
  `pairing:${string}` | `newcomer:${string}` | `desks:${string}` | `audit:${string}`
>

/** What a desk can do about other desks. */
export function createPairingCommands(
  deps: PairingCommandsDeps,
): Pick<CommandHandlers<DeskCommands>, PairingCommandName> {
  const { room, desk, getOrigin } = deps
  return {
    'pairing:create': () => {
      const { code, expiresAtMs } = room.pairing.makeCode({ kind: 'desk', deskId: desk.id })
      const url = pairingUrl(getOrigin(), { room: room.address, code })
      return ok({ url, expiresAtMs })
    },
    'newcomer:answer': answerNewcomer,
    'desks:list': () => ok(room.desks.listPaired()),
    'desks:rename': ({ deskId, name }) => {
      if (!room.desks.rename(deskId, name)) return failed('not-found', 'There is no such paired desk.')
      record({ kind: 'renamed', desk: { id: deskId, name } })
      return done
    },
    // A desk that revokes itself is disconnected before it gets an answer.
    'desks:revoke': ({ deskId }) => {
      const revoked = room.desks.revoke(deskId)
      if (revoked.kind === 'ok') record({ kind: 'revoked', desk: room.desks.refOf(deskId) })
      return revoked
    },
    'desks:leave': () => {
      const left = desk.getRef()
      room.desks.leave(desk.id)
      room.audit.record(left, { kind: 'left', desk: left })
      return done
    },
    'desks:set-role': ({ deskId, role }) => {
      const set = room.desks.setRole(deskId, role)
      if (set.kind === 'ok') record({ kind: 'role-set', desk: room.desks.refOf(deskId), role })
      return set
    },
    'desks:put-out': () => {
      const putOut = room.desks.putOut(desk.id)
      record({ kind: 'put-out', count: putOut })
      return ok({ putOut })
    },
    'audit:list': () => ok(room.audit.list()),
  }

  function answerNewcomer(answer: Parameters<LiveRoom['pairing']['answerNewcomer']>[1]): Done {
    return room.pairing.answerNewcomer(desk.id, answer)
      ? done
      : failed('not-found', 'This device does not wait for this desk, or no longer does.')
  }

  function record(act: AuditAct): void {
    room.audit.record(desk.getRef(), act)
  }
}
