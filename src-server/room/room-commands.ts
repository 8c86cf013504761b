import * as v from 'valibot'
import { done, type Done } from '../../src-shared/result.ts'
import { PresenceSettingSchema, ProfileSchema } from '../../src-shared/room.ts'
import { RoomRulesSchema } from '../../src-shared/room-rules.ts'
import { command, type Command } from '../wire/command-table.ts'
import type { AcceptedDesk } from '../wire/handshake.ts'
import type { LiveRoom } from './live-room.ts'

/** What a desk can say of the room and of itself. */
export function createRoomCommands({ room, desk }: AcceptedDesk): readonly (readonly [string, Command])[] {
  const change = (part: Parameters<LiveRoom['change']>[0]): Done => {
    room.change(part)
    return done
  }
  return [
    ['profile:set', command(ProfileSchema, (profile) => change({ profile }))],
    ['presence:set', command(PresenceSettingSchema, (presenceSetting) => change({ presenceSetting }))],
    ['rules:set', command(RoomRulesSchema, (rules) => change({ rules }))],
    [
      'desk:locked',
      command(v.boolean(), (isLocked) => {
        room.desks.setLocked(desk.id, isLocked)
        room.presenceChanged()
        return done
      }),
    ],
  ]
}
