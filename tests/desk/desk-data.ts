/** Values that tests of the desk's core are made of: whole and valid, with only what matters to be said. */
import * as v from 'valibot'
import type { Call, Signal } from '../../src-shared/call.ts'
import { defaultDeskSettings, type DeskSettings } from '../../src-shared/desk-settings.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import {
  CallIdSchema,
  DeskIdSchema,
  DeskKeySchema,
  KnockIdSchema,
  RoomAddressSchema,
  type CallId,
  type KnockId,
} from '../../src-shared/ids.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import type { DeskSnapshot } from '../../src-shared/protocol.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import type { Presence, Room } from '../../src-shared/room.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Visit } from '../../src-shared/visit.ts'
import type { RoomTarget } from '../../src-desk/ports.ts'
import { initialCoreState, reduceCore, type CoreState } from '../../src-desk/core/core-state.ts'
import type { BareFact } from '../../src-desk/core/desk-fact.ts'

/** This desk's clock in tests that have none of their own. */
export const nowMs = 1_790_000_000_000

export const self: DeskRef = { id: v.parse(DeskIdSchema, 'own'), name: 'Milling' }
export const otherDesk: DeskRef = { id: v.parse(DeskIdSchema, 'other'), name: 'Turning' }

export const target: RoomTarget = {
  url: 'http://127.0.0.1:5050',
  room: v.parse(RoomAddressSchema, 'front-desk'),
  key: v.parse(DeskKeySchema, 'k'.repeat(43)),
  deskId: self.id,
}

export const room: Room = {
  address: target.room,
  profile: { company: { ja: '佐藤製作所', en: 'Sato Works' }, phone: '03-1234-5678', greeting: { ja: '', en: '' } },
  presenceSetting: { kind: 'automatic' },
  presenceNow: { presence: 'open', untilMs: null },
  rules: defaultRoomRules,
}

export function roomThatIs(presence: Presence): Room {
  return { ...room, presenceNow: { presence, untilMs: null } }
}

export function knockId(id: string): KnockId {
  return v.parse(KnockIdSchema, id)
}

export function callId(id: string): CallId {
  return v.parse(CallIdSchema, id)
}

export function makeKnock(id: string, rest: Partial<DeskKnock> = {}): DeskKnock {
  return {
    id: knockId(id),
    name: `Visitor ${id}`,
    language: 'ja',
    knockedAtMs: nowMs,
    invitedBy: null,
    visitorLink: 'connected',
    source: null,
    denial: null,
    callBack: null,
    phase: waitingSince(nowMs),
    ...rest,
  }
}

export function waitingSince(sinceMs: number): DeskKnock['phase'] {
  return { kind: 'waiting', sinceMs }
}

export const held: DeskKnock['phase'] = { kind: 'held', by: otherDesk, message: null, untilMs: nowMs + 120_000 }

export const denial: NonNullable<DeskKnock['denial']> = {
  by: otherDesk,
  message: null,
  promisesCall: false,
  untilMs: nowMs + 5_000,
}

export function makeCall(id: string, rest: Partial<Call> = {}): Call {
  return {
    id: callId(id),
    knockId: knockId(`knock-of-${id}`),
    visitorName: `Visitor ${id}`,
    desk: self,
    startedAtMs: nowMs,
    visitorLink: 'connected',
    ...rest,
  }
}

export function makeSnapshot(rest: Partial<DeskSnapshot> = {}): DeskSnapshot {
  return {
    revision: 1,
    serverTimeMs: nowMs,
    room,
    desks: [self],
    role: 'owner',
    knocks: [],
    calls: [],
    followUps: [],
    lanUrl: null,
    lanCertificate: null,
    publicUrl: null,
    iceServers: [],
    lines: [],
    trouble: null,
    way: null,
    notices: [],
    ...rest,
  }
}

/** A knock in vain of which somebody still has to phone the visitor. */
export function makeVisit(id: string, rest: Partial<Visit> = {}): Visit {
  return {
    id: knockId(id),
    name: `Visitor ${id}`,
    company: '',
    startedAtMs: nowMs,
    endedAtMs: nowMs + 5_000,
    invitedBy: null,
    end: { kind: 'withdrawn' },
    call: null,
    followUp: { kind: 'open', reason: 'missed', request: null },
    ...rest,
  }
}

export function followUpsChanged(followUps: readonly Visit[]): BareFact {
  return { kind: 'follow-ups:changed', payload: { revision: 14, followUps } }
}

export function makeSignal(call: string, generation = 1): Signal {
  return { callId: callId(call), generation, body: { kind: 'restart-wanted' } }
}

/** The core's state after these facts, one second apart. */
export function coreAfter(facts: readonly BareFact[], settings: Partial<DeskSettings> = {}): CoreState {
  const initial = initialCoreState(self, { ...defaultDeskSettings, ...settings })
  return facts.reduce((state, fact, index) => reduceCore(state, { ...fact, atMs: nowMs + index * 1_000 }), initial)
}

/** The core's state after facts at these times, in ms after `nowMs`. */
export function coreAfterTimes(
  facts: readonly (readonly [atMs: number, fact: BareFact])[],
  settings: Partial<DeskSettings> = {},
): CoreState {
  const initial = initialCoreState(self, { ...defaultDeskSettings, ...settings })
  return facts.reduce((state, [atMs, fact]) => reduceCore(state, { ...fact, atMs: nowMs + atMs }), initial)
}

export const timePassed: BareFact = { kind: 'time-passed' }

export function deskAfter(facts: readonly BareFact[], settings: Partial<DeskSettings> = {}): DeskState {
  return coreAfter(facts, settings).desk
}

/** A connected desk that sees this. */
export function online(rest: Partial<DeskSnapshot> = {}): BareFact {
  return { kind: 'snapshot', payload: makeSnapshot(rest) }
}

/** A knock as the server tells it, at a revision that is news. */
export function knocked(id: string, rest: Partial<DeskKnock> = {}): BareFact {
  return { kind: 'knock:changed', payload: { revision: 10, knock: makeKnock(id, rest) } }
}

export function withdrawn(id: string): BareFact {
  return { kind: 'knock:ended', payload: { revision: 11, knockId: knockId(id), end: { kind: 'withdrawn' } } }
}

export function callStarted(id: string, rest: Partial<Call> = {}): BareFact {
  return { kind: 'call:changed', payload: { revision: 12, call: makeCall(id, rest) } }
}

export function callEnded(id: string): BareFact {
  return { kind: 'call:ended', payload: { revision: 13, callId: callId(id), reason: 'visitor-left' } }
}
