import type { DatabaseSync } from 'node:sqlite'
import { anyVisit } from '../../src-shared/visit.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { whatIsDamaged } from '../database/database.ts'
import type { SetAside } from '../database/set-aside.ts'
import type { WriteHealth } from '../database/write-health.ts'
import type { ServerClock } from '../time/server-clock.ts'
import { countContents } from '../room/room-contents.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { LiveRooms } from '../room/live-rooms.ts'
import { urlsOf } from '../start/urls-for-people.ts'
import type { ServerState } from './control-commands.ts'
import type { ControlledRoom, ControlledRooms } from './controlled-rooms.ts'

export type RunningRoomsDeps = {
  readonly rooms: LiveRooms
  readonly first: RoomAddress
  readonly database: DatabaseSync
  /** Where people reach this server. */
  readonly getOrigin: () => string
  readonly keepCopy: ControlledRooms['keepCopy']
  /** What there is to know of the server as a whole. */
  readonly server: {
    readonly version: string
    readonly port: number
    readonly health: Pick<WriteHealth, 'get'>
    readonly clock: Pick<ServerClock, 'now' | 'getDoubt'>
    readonly setAside: Pick<SetAside, 'countUnseen'>
  }
}

/** The rooms of the server that runs in this process. */
export function createRunningRooms(deps: RunningRoomsDeps): ControlledRooms {
  const { rooms, first, database, getOrigin, keepCopy } = deps
  const { version, port, health, clock, setAside } = deps.server
  return {
    first,
    list: () => rooms.list().map(toControlled),
    add: (address) => toControlled(rooms.add(address)),
    remove: rooms.remove,
    visitorUrlOf: (room) => urlsOf(getOrigin(), { room, code: null }).visitorUrl,
    keepCopy,
    lookAtServer: () => ({
      running: { version, port, trouble: health.get(), clockDoubtMs: clock.getDoubt() },
      damage: whatIsDamaged(database),
      setAside: setAside.countUnseen(),
    }),
    now: clock.now,
  }

  /** Whether a person has set the presence, and not the hours. */
  function isByHand(room: RoomAddress): boolean {
    const row = database.prepare(`SELECT presence_setting ->> '$.kind' AS kind FROM rooms WHERE address = ?`).get(room)
    return row?.['kind'] === 'manual'
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
      lookNow: () => lookAt(room, isByHand(address)),
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

function lookAt(room: LiveRoom, isByHand: boolean): NonNullable<ServerState['rooms'][number]['now']> {
  const { callOuts, results } = room.callOuts.list()
  const failing = results.flatMap(({ callOutId, outcome }) => {
    const callOut = callOuts.find(({ id, isOn }) => id === callOutId && isOn)
    return callOut && outcome.kind === 'failed' ? { name: callOut.name || callOut.kind, cause: outcome.cause } : []
  })
  const desks = room.desks.listConnected()
  return {
    connected: desks.length,
    locked: desks.filter(({ isLocked }) => isLocked).length,
    presence: room.getPublicRoom().presenceNow.presence,
    isByHand,
    failingCallOuts: failing,
  }
}

const noLimit = Number.MAX_SAFE_INTEGER - 1
