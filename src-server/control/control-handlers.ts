import type { RoomAddress } from '../../src-shared/ids.ts'
import { done, failed, ok, type Failed } from '../../src-shared/result.ts'
import { minuteMs } from '../../src-shared/duration.ts'
import { addDays, toEpochMs } from '../../src-shared/wall-time.ts'
import { withPassword } from '../calls/call-ice-servers.ts'
import type { ControlHandlers, DeskEntry, RoomEntry, VisitSpan } from './control-commands.ts'
import type { ControlledWays } from './controlled-ways.ts'
import type { ControlledRoom, ControlledRooms, Span } from './controlled-rooms.ts'

/** What each command of a terminal does. Messages are for the person there. */
export function createControlHandlers(rooms: ControlledRooms, ways: ControlledWays): ControlHandlers {
  return {
    'server:state': () =>
      ok({
        ...rooms.lookAtServer(),
        relays: [...ways.list()],
        certificate: ways.getCertificate(),
        issuer: ways.getIssuer(),
        iceServers: ways
          .listIceSources()
          .map((source) => withPassword(source, { user: 'doctor', expiresAtMs: rooms.now() + minuteMs })),
        ownOrigin: ways.getOwnOrigin(),
        rooms: rooms.list().map((room) => {
          const { desks, callOuts } = room.countContents()
          return { room: room.address, desks, callOuts, now: room.lookNow() }
        }),
      }),
    'rooms:list': () => ok(rooms.list().map(entryOf)),
    'room:add'({ room: address }) {
      if (find(address)) return failed('wrong-state', `There is a room ${address} already.`)
      const room = rooms.add(address)
      return ok({ visitorUrl: rooms.visitorUrlOf(address), link: room.makeLink() })
    },
    async 'room:remove'({ room: address, keepsCopy }) {
      if (!find(address)) return unknown(address)
      if (address === rooms.first) {
        return failed(
          'wrong-state',
          `${address} is the room that every start makes. Name another one in KONKON_ROOM first.`,
        )
      }
      const time = new Date(rooms.now()).toISOString().replaceAll(/[:.]/g, '-')
      const copy = keepsCopy ? await rooms.keepCopy(`konkon.db.before-removing-${address}-${time}`) : null
      // Meanwhile somebody else may have done it.
      if (find(address)) rooms.remove(address)
      return ok({ copy })
    },
    'desk:invite'({ room: address }) {
      const room = find(address ?? rooms.first)
      if (!room) return unknown(address ?? rooms.first)
      const link = room.makeLink()
      if (!link) {
        return failed(
          'wrong-state',
          'No server runs with this data, and a link is good only for the one that made it. Start it, then try again.',
        )
      }
      return ok({ room: room.address, ...link })
    },
    'desks:list'({ room: address }) {
      if (address !== null && !find(address)) return unknown(address)
      const chosen = rooms.list().filter((room) => address === null || room.address === address)
      return ok(chosen.flatMap(desksOf))
    },
    'desk:revoke'({ room: address, deskId }) {
      if (address !== null && !find(address)) return unknown(address)
      const chosen = rooms.list().filter((room) => address === null || room.address === address)
      // An app's id is its own, and may be in several.
      const holders = chosen.filter((room) => room.listDesks().some(({ id }) => id === deskId))
      const [room, second] = holders
      if (!room) {
        return failed('not-found', `There is no paired desk ${deskId}. "konkon desk list" names those that there are.`)
      }
      if (second) return failed('wrong-state', `${deskId} is in several rooms. Name one with --room.`)
      const name = room.listDesks().find(({ id }) => id === deskId)?.name ?? ''
      room.revoke(deskId)
      room.record({ kind: 'revoked', desk: { id: deskId, name } })
      return ok({ room: room.address, name })
    },
    'desks:put-out'({ room: address }) {
      const room = find(address)
      if (!room) return unknown(address)
      const putOut = room.putOut()
      room.record({ kind: 'put-out', count: putOut })
      return ok({ putOut })
    },
    'relays:list': () => ok([...ways.list()]),
    'relay:find': ({ host }) => ok({ relay: ways.find(host) }),
    async 'relay:add'(relay) {
      await ways.add(relay)
      return done
    },
    'relay:remove'({ host }) {
      ways.remove(host)
      return done
    },
    'visits:list'(wanted) {
      const room = find(wanted.room ?? rooms.first)
      if (!room) return unknown(wanted.room ?? rooms.first)
      room.record({ kind: 'visits-exported' })
      return ok([...room.listVisits(spanOf(room, wanted))])
    },
    'visits:export'(wanted) {
      const room = find(wanted.room ?? rooms.first)
      if (!room) return unknown(wanted.room ?? rooms.first)
      room.record({ kind: 'visits-exported' })
      return ok({ csv: room.exportVisits({ ...spanOf(room, wanted), language: wanted.language }) })
    },
  }

  function entryOf(room: ControlledRoom): RoomEntry {
    return {
      room: room.address,
      company: room.company,
      visitorUrl: rooms.visitorUrlOf(room.address),
      isFirst: room.address === rooms.first,
      ...room.countContents(),
      now: room.countNow(),
    }
  }

  function find(address: RoomAddress): ControlledRoom | null {
    return rooms.list().find((room) => room.address === address) ?? null
  }

  function unknown(address: RoomAddress): Failed {
    const known = rooms.list().map((room) => room.address)
    return failed('unknown-room', `There is no room ${address}. There are: ${known.join(', ')}.`)
  }
}

function desksOf({ address: room, listDesks }: ControlledRoom): readonly DeskEntry[] {
  return listDesks().map(({ id, name, role, pairedAtMs, lastSeenAtMs, isConnected }) => {
    return { room, id, name, role, pairedAtMs, lastSeenAtMs, isConnected }
  })
}

function spanOf({ timeZone }: ControlledRoom, { from, to }: VisitSpan): Span {
  const startOf = (day: string): number => toEpochMs({ day, minuteOfDay: 0 }, timeZone)
  return { fromMs: from === null ? null : startOf(from), toMs: to === null ? null : startOf(addDays(to, 1)) }
}
