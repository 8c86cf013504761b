import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { failed } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { DeskConnection } from '../room/room-desks.ts'

/** Nobody practises while a visitor waits or this desk talks: a real visitor comes first. */
export function createPracticeCommands(deps: {
  readonly room: LiveRoom
  readonly desk: DeskConnection
}): Pick<CommandHandlers<DeskCommands>, 'practice:knock'> {
  const { room, desk } = deps
  return {
    'practice:knock': (request) =>
      room.book.listRunning().some(({ phase }) => phase.kind !== 'in-call' || phase.by.id === desk.id)
        ? failed('busy', 'A visitor waits, or this desk is in a call.')
        : room.practices.start(desk.id, request),
  }
}
