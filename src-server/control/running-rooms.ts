import type { DatabaseSync } from 'node:sqlite'
import { anyVisit } from '../../src-shared/visit.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { countContents } from '../room/room-contents.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { LiveRooms } from '../room/live-rooms.ts'
import { urlsOf } from '../start/urls-for-people.ts'
import type { ControlledRoom, ControlledRooms } from './controlled-rooms.ts'

export type RunningRoomsDeps = {
  readonly rooms: LiveRooms
  readonly first: RoomAddress
  readonly database: DatabaseSync
  /** Where people reach this server. */
  readonly getOrigin: () => string
  readonly keepCopy: ControlledRooms['keepCopy']
  readonly now: () => number
}

/** The rooms of the server that runs in this process. */
export function createRunningRooms(deps: RunningRoomsDeps): ControlledRooms {
  const { rooms, first, database, getOrigin, keepCopy, now } = deps
  return {
    first,
    list: () => rooms.list().map(toControlled),
    add: (address) => toControlled(rooms.add(address)),
    remove: rooms.remove,
    visitorUrlOf: (room) => urlsOf(getOrigin(), { room, code: null }).visitorUrl,
    keepCopy,
    now,
  }

  function toControlled(room: LiveRoom): ControlledRoom {
    const { address } = room
    const { profile, timeZone } = room.getPublicRoom()
    return {
      address,
      company: profile.company.ja || profile.company.en,
      timeZone,
      countContents: () => countContents(database, address),
      countNow: () => ({
        desks: room.desks.listPaired().filter(({ isConnected }) => isConnected).length,
        knocksAndCalls: room.book.listRunning().length,
      }),
      makeLink() {
        const { code, expiresAtMs } = room.pairing.makeCode({ kind: 'start' })
        return { deskUrl: urlsOf(getOrigin(), { room: address, code }).deskUrl, expiresAtMs }
      },
      listDesks: room.desks.listPaired,
      revoke: room.desks.expel,
      putOut: () => room.desks.putOut(null),
      listVisits: (span) => room.visits.list({ ...anyVisit, ...span, beforeMs: null, limit: noLimit }).visits,
      exportVisits: ({ language, ...span }) => room.visits.export({ filter: { ...anyVisit, ...span }, language }).csv,
      record: (act) => room.audit.record(null, act),
    }
  }
}

const noLimit = Number.MAX_SAFE_INTEGER - 1
