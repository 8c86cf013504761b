import type { KnockId } from '../../src-shared/ids.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { done, ok, type Done } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { DeskConnection } from '../room/room-desks.ts'
import type { KnockCommand } from '../knocks/knock-machine.ts'

export type VisitCommandsDeps = {
  readonly room: LiveRoom
  readonly desk: DeskConnection
}

type VisitCommandName = Extract<keyof DeskCommands, `visits:${string}` | `follow-up:${string}`>

/** What a desk can do about the visit log. */
export function createVisitCommands({
  room,
  desk,
}: VisitCommandsDeps): Pick<CommandHandlers<DeskCommands>, VisitCommandName> {
  function followUp(visitId: KnockId, decision: KnockCommand): Done {
    const result = room.book.decide(visitId, decision)
    return result.kind === 'ok' ? done : result
  }

  return {
    'visits:list': (query) => ok(room.visits.list(query)),
    'visits:export': (wanted) => {
      room.audit.record(desk.getRef(), { kind: 'visits-exported' })
      return ok(room.visits.export(wanted))
    },
    'visits:stats': (span) => ok(room.visits.countUp(span)),
    'visits:erase': ({ visitId }) => {
      const erased = room.visits.eraseVisitor(visitId)
      if (erased.kind === 'ok') room.audit.record(desk.getRef(), { kind: 'visits-erased', count: erased.value.erased })
      return erased
    },
    'follow-up:done': ({ visitId, note }) => followUp(visitId, { kind: 'follow-up-done', by: desk.getRef(), note }),
    'follow-up:reopen': ({ visitId }) => followUp(visitId, { kind: 'follow-up-reopen' }),
  }
}
