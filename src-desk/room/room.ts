import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskFact } from '../core/desk-fact.ts'

type RoomSlice = Pick<
  DeskState,
  | 'visitorUrl'
  | 'lanUrl'
  | 'lanCertificate'
  | 'publicUrl'
  | 'room'
  | 'revision'
  | 'desks'
  | 'followUps'
  | 'iceServers'
  | 'clockOffsetMs'
  | 'serverTrouble'
  | 'wayTrouble'
  | 'newcomers'
  | 'lastPaired'
  | 'serverNotices'
  | 'self'
  | 'role'
>

/** Returns the fields that change. */
export function reduceRoom({ self }: RoomSlice, fact: DeskFact): Partial<RoomSlice> {
  if (fact.kind === 'room-chosen') {
    const { visitorUrl, deskId } = fact
    return {
      self: { ...self, id: deskId },
      role: 'owner',
      visitorUrl,
      lanUrl: null,
      lanCertificate: null,
      publicUrl: null,
      room: null,
      revision: 0,
      desks: [],
      followUps: [],
      iceServers: [],
      clockOffsetMs: 0,
      serverTrouble: null,
      wayTrouble: null,
      newcomers: [],
      lastPaired: null,
      serverNotices: [],
    }
  }
  if (fact.kind === 'snapshot') {
    const { room, lanUrl, lanCertificate, publicUrl, revision, desks, followUps, iceServers, trouble, notices } =
      fact.payload
    return {
      role: fact.payload.role,
      room,
      lanUrl,
      lanCertificate,
      publicUrl,
      revision,
      desks,
      followUps,
      iceServers,
      clockOffsetMs: fact.payload.serverTimeMs - fact.atMs,
      serverTrouble: trouble,
      wayTrouble: fact.payload.way,
      serverNotices: notices,
    }
  }
  if (fact.kind === 'ice-servers:changed') return { iceServers: fact.payload.iceServers }
  // The server tells anew who waits once it is connected again.
  if (fact.kind === 'disconnected') return { newcomers: [] }
  if (fact.kind === 'role:changed') return { role: fact.payload.role }
  if (fact.kind === 'newcomers:changed') return { newcomers: fact.payload.newcomers }
  if (fact.kind === 'desk:paired') return { lastPaired: fact.payload.desk }
  if (fact.kind === 'room:changed') return { room: fact.payload.room }
  if (fact.kind === 'desks:changed') return { desks: fact.payload.desks }
  if (fact.kind === 'follow-ups:changed') return { followUps: fact.payload.followUps }
  if (fact.kind === 'notices:changed') return { serverNotices: fact.payload.notices }
  if (fact.kind === 'way:changed') return { wayTrouble: fact.payload.way }
  if (fact.kind === 'trouble:changed') return { serverTrouble: fact.payload.trouble }
  return {}
}

type ConnectionSlice = Pick<DeskState, 'connection'>

export function reduceConnection({ connection }: ConnectionSlice, fact: DeskFact): Partial<ConnectionSlice> {
  if (fact.kind === 'connecting' && connection.kind !== 'connecting') return { connection: { kind: 'connecting' } }
  if (fact.kind === 'snapshot' && connection.kind !== 'online') return { connection: { kind: 'online' } }
  if (fact.kind === 'refused') return { connection: { kind: 'refused', code: fact.code } }
  if (fact.kind === 'displaced') return { connection: { kind: 'displaced' } }
  if (fact.kind === 'restarting' && connection.kind === 'online') {
    return { connection: { kind: 'online', isStopping: true } }
  }
  // Each failed attempt reports this again; the first one is when it began.
  if (fact.kind === 'disconnected' && connection.kind !== 'offline') {
    const isRestart = connection.kind === 'online' && connection.isStopping === true
    return { connection: { kind: 'offline', sinceMs: fact.atMs, ...(isRestart && { isRestart }) } }
  }
  return {}
}
