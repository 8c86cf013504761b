import type { AuditAct } from '../../src-shared/audit.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { done, type Done } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { LiveRoom } from './live-room.ts'
import type { DeskConnection } from './room-desks.ts'

export type RoomCommandsDeps = { readonly room: LiveRoom; readonly desk: DeskConnection }

type RoomCommandName = 'profile:set' | 'presence:set' | 'rules:set' | 'desk:locked' | 'notice:confirm'

/** What a desk can say of the room and of itself. */
export function createRoomCommands({
  room,
  desk,
}: RoomCommandsDeps): Pick<CommandHandlers<DeskCommands>, RoomCommandName> {
  const change = (part: Parameters<LiveRoom['change']>[0], act?: AuditAct): Done => {
    room.change(part)
    if (act) room.audit.record(desk.getRef(), act)
    return done
  }
  return {
    'profile:set': (profile) => change({ profile }, { kind: 'profile-set' }),
    'presence:set': (presenceSetting) => change({ presenceSetting }),
    'rules:set': (rules) => change({ rules }, { kind: 'rules-set' }),
    'desk:locked': (isLocked) => {
      desk.setLocked(isLocked)
      return done
    },
    'notice:confirm': ({ notice }) => {
      room.confirmNotice(notice)
      return done
    },
  }
}
