import type { KnockId } from '../../src-shared/ids.ts'
import type { Invitation } from '../../src-shared/invitation.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import { isOpen } from '../knocks/knock-record.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { DeskConnection } from '../room/room-desks.ts'

export type InvitationCommandsDeps = {
  readonly room: LiveRoom
  readonly desk: DeskConnection
  /** Of links that this desk hands to people. */
  readonly getOrigin: () => string
}

type InvitationCommandName = Extract<keyof DeskCommands, `invitation:${string}` | `invitations:${string}`>

/** What a desk can do about the links that it gives to visitors. */
export function createInvitationCommands(
  deps: InvitationCommandsDeps,
): Pick<CommandHandlers<DeskCommands>, InvitationCommandName> {
  const { room, desk, getOrigin } = deps

  function invite(wanted: { readonly knockId: KnockId; readonly validForMs: number }): Result<Invitation> {
    const record = room.book.find(wanted.knockId)
    if (record && isOpen(record.phase)) return failed('wrong-state', 'This visitor still waits.')
    const made = room.invitations.create(desk.getRef(), wanted)
    if (made.kind === 'failed') return made
    const { token, expiresAtMs } = made.value
    room.audit.record(desk.getRef(), { kind: 'invitation-made', untilMs: expiresAtMs })
    return ok({ url: `${getOrigin()}/${room.address}#invitation=${token}`, expiresAtMs })
  }

  return {
    'invitation:create': invite,
    'invitations:list': () => ok(room.invitations.list()),
    'invitations:revoke': ({ invitationId }) => {
      const revoked = room.invitations.revoke(invitationId)
      if (revoked.kind === 'ok') room.audit.record(desk.getRef(), { kind: 'invitation-revoked' })
      return revoked
    },
  }
}
