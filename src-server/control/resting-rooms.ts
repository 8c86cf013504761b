import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { anyVisit } from '../../src-shared/visit.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { createDataCopier, keepCopy } from '../backup/data-copy.ts'
import { whatIsDamaged } from '../database/database.ts'
import type { SetAside } from '../database/set-aside.ts'
import { createInvitationStore } from '../invitations/invitation-store.ts'
import { toVisit } from '../knocks/knock-views.ts'
import type { Log } from '../log.ts'
import { createRoomPairing } from '../pairing/room-pairing.ts'
import { defaultPolicy } from '../policy.ts'
import { countContents, eraseRoom } from '../room/room-contents.ts'
import { createRoomStore, newRoom, type StoredRoom } from '../room/room-store.ts'
import type { Environment } from '../start/environment.ts'
import { hostForPeople, urlsOf } from '../start/urls-for-people.ts'
import { toVisitExport } from '../visits/visit-export.ts'
import { createVisitStore } from '../visits/visit-store.ts'
import type { ControlledRoom, ControlledRooms, Span } from './controlled-rooms.ts'

export type RestingRoomsDeps = {
  readonly database: DatabaseSync
  readonly settings: Environment
  readonly setAside: SetAside
  readonly clock: Clock
  readonly log: Log
}

/** The rooms of a data folder that no server holds: what is on the disk. Nothing is called out, and nobody waits. */
export function createRestingRooms({ database, settings, setAside, clock, log }: RestingRoomsDeps): ControlledRooms {
  const { dataFolder, host, port, publicOrigin } = settings
  const store = createRoomStore(database, setAside)
  const origin = publicOrigin ?? `http://${hostForPeople(host)}:${port}`
  return {
    first: settings.room,
    list: () => store.list().map(toControlled),
    add(address) {
      store.save(newRoom(address))
      return toControlled(newRoom(address))
    },
    remove: (address) => eraseRoom(database, address),
    visitorUrlOf: (room) => urlsOf(origin, { room, code: null }).visitorUrl,
    keepCopy: (name) => keepCopy(createDataCopier({ database, dataFolder }), path.join(dataFolder, name)),
    lookAtServer: () => ({ running: null, damage: whatIsDamaged(database), setAside: setAside.countUnseen() }),
    now: clock.now,
  }

  function toControlled({ address, profile, rules }: StoredRoom): ControlledRoom {
    const { timeZone } = rules.hours
    const { pairing, audit } = createRoomPairing({
      database,
      room: address,
      setAside,
      clock,
      policy: defaultPolicy,
      connected: { tell: () => undefined, tellOnly: () => undefined },
      faultOf: (words) => (cause) => log.error({ err: cause }, words),
    })
    const invitations = createInvitationStore(database, address, setAside)
    const visits = createVisitStore(database, address, setAside)
    const listVisits = (span: Span) =>
      visits
        .list({ ...anyVisit, ...span, beforeMs: null, limit: noLimit })
        .map(toVisit)
        .filter((visit) => visit !== null)
    return {
      address,
      company: profile.company.ja || profile.company.en,
      timeZone,
      countContents: () => countContents(database, address),
      countNow: () => null,
      lookNow: () => null,
      makeLink: () => null,
      listDesks: () =>
        pairing.list().map(({ id, name, role, pairedAtMs, lastSeenAtMs }) => {
          return { id, name, role, pairedAtMs, lastSeenAtMs, isConnected: false }
        }),
      revoke(id) {
        pairing.leave(id)
        invitations.removeOf(id)
      },
      putOut() {
        const gone = pairing.putOut(null)
        for (const id of gone) invitations.removeOf(id)
        return gone.length
      },
      listVisits,
      exportVisits: ({ language, ...span }) =>
        toVisitExport(listVisits(span), { language, timeZone, nowMs: clock.now() }).csv,
      record: (act) => audit.record(null, act),
    }
  }
}

const noLimit = Number.MAX_SAFE_INTEGER - 1
