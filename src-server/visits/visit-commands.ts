import type { KnockId } from '../../src-shared/ids.ts'
import type { Invitation } from '../../src-shared/invitation.ts'
import type { DeskCommands } from '../../src-shared/protocol.ts'
import { done, failed, ok, type Done, type Result } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { DeskConnection } from '../room/room-desks.ts'
import { isOpen, type KnockCommand } from '../knocks/knock-machine.ts'

export type VisitCommandsDeps = {
  readonly room: LiveRoom
  readonly desk: DeskConnection
  /** Of links that this desk hands to people. */
  readonly getOrigin: () => string
}

type VisitCommandName = Extract<keyof DeskCommands, `visits:${string}` | `follow-up:${string}` | 'invitation:create'>

/** What a desk can do about the visit log. */
export function createVisitCommands(deps: VisitCommandsDeps): Pick<CommandHandlers<DeskCommands>, VisitCommandName> {
  const { room, desk, getOrigin } = deps

  function followUp(visitId: KnockId, decision: KnockCommand): Done {
    const result = room.book.decide(visitId, decision)
    return result.kind === 'ok' ? done : result
  }

  function invite(wanted: { readonly knockId: KnockId; readonly validForMs: number }): Result<Invitation> {
    const record = room.book.find(wanted.knockId)
    if (record && isOpen(record.phase)) return failed('wrong-state', 'This visitor still waits.')
    const made = room.invitations.create(desk.id, wanted)
    if (made.kind === 'failed') return made
    const { token, expiresAtMs } = made.value
    return ok({ url: `${getOrigin()}/${room.address}#invitation=${token}`, expiresAtMs })
  }

  return {
    'visits:list': (query) => ok(room.visits.list(query)),
    'visits:export': (wanted) => ok(room.visits.export(wanted)),
    'visits:stats': (span) => ok(room.visits.countUp(span)),
    'visits:erase': ({ visitId }) => room.visits.eraseVisitor(visitId),
    'follow-up:done': ({ visitId, note }) => followUp(visitId, { kind: 'follow-up-done', by: desk.getRef(), note }),
    'follow-up:reopen': ({ visitId }) => followUp(visitId, { kind: 'follow-up-reopen' }),
    'invitation:create': invite,
  }
}
