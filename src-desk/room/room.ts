import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskFact } from '../core/desk-fact.ts'

type RoomSlice = Pick<
  DeskState,
  | 'visitorUrl'
  | 'lanUrl'
  | 'room'
  | 'revision'
  | 'desks'
  | 'followUps'
  | 'iceServers'
  | 'clockOffsetMs'
  | 'serverTrouble'
>

/** Returns the fields that change. */
export function reduceRoom(_slice: RoomSlice, fact: DeskFact): Partial<RoomSlice> {
  if (fact.kind === 'room-chosen') {
    const { visitorUrl } = fact
    return {
      visitorUrl,
      lanUrl: null,
      room: null,
      revision: 0,
      desks: [],
      followUps: [],
      iceServers: [],
      clockOffsetMs: 0,
      serverTrouble: null,
    }
  }
  if (fact.kind === 'snapshot') {
    const { room, lanUrl, revision, desks, followUps, iceServers, serverTimeMs, trouble } = fact.payload
    const clockOffsetMs = serverTimeMs - fact.atMs
    return { room, lanUrl, revision, desks, followUps, iceServers, clockOffsetMs, serverTrouble: trouble }
  }
  if (fact.kind === 'room:changed') return { room: fact.payload.room }
  if (fact.kind === 'desks:changed') return { desks: fact.payload.desks }
  if (fact.kind === 'follow-ups:changed') return { followUps: fact.payload.followUps }
  if (fact.kind === 'trouble:changed') return { serverTrouble: fact.payload.trouble }
  return {}
}
