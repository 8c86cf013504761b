/** A desk as tests of its face need it: plain data, the same in Node and in the browser. */
import * as v from 'valibot'
import type { Call } from '../../src-shared/call.ts'
import { defaultDeskSettings } from '../../src-shared/desk-settings.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import { CallIdSchema, DeskIdSchema, KnockIdSchema, SourceIdSchema, RoomAddressSchema } from '../../src-shared/ids.ts'
import type { DeskKnock, KnockEnd, OpenPhase } from '../../src-shared/knock.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import type { PresenceNow, PresenceSetting } from '../../src-shared/room.ts'
import type { FollowUp, FollowUpReason, Visit, VisitEnd } from '../../src-shared/visit.ts'

/** 22 November 2026, 10:00 in Japan. */
export const nowMs = Date.UTC(2026, 10, 22, 1, 0, 0)

export const ownDesk = { id: v.parse(DeskIdSchema, 'desk-1'), name: '工場1号機' }
export const otherDesk = { id: v.parse(DeskIdSchema, 'desk-2'), name: '事務所' }

export const thirdDesk = { id: v.parse(DeskIdSchema, 'desk-3'), name: 'スマホ' }

export function sampleState(patch: Partial<DeskState> = {}): DeskState {
  return {
    connection: { kind: 'online' },
    self: ownDesk,
    visitorUrl: 'https://desk.example.jp/front-desk',
    lanUrl: null,
    lanCertificate: null,
    publicUrl: null,
    room: {
      address: v.parse(RoomAddressSchema, 'front-desk'),
      profile: {
        company: { ja: '山本精機', en: 'Yamamoto Precision' },
        phone: '03-1234-5678',
        greeting: { ja: 'いらっしゃいませ。', en: 'Welcome.' },
      },
      presenceSetting: { kind: 'automatic' },
      presenceNow: { presence: 'open', untilMs: null },
      rules: defaultRoomRules,
    },
    revision: 1,
    desks: [ownDesk, otherDesk],
    knocks: [],
    calls: [],
    iceServers: [],
    lines: [],
    serverTrouble: null,
    wayTrouble: null,
    role: 'owner',
    newcomers: [],
    lastPaired: null,
    serverNotices: [],
    clockOffsetMs: 0,
    recentEnds: [],
    lastCallEnd: null,
    settings: {
      ...defaultDeskSettings,
      deskName: ownDesk.name,
      language: 'ja',
      theme: 'light',
      areFirstStepsPutAway: true,
    },
    ring: { kind: 'silent' },
    alert: { kind: 'none' },
    followUps: [],
    isFlashing: false,
    alarms: [],
    selfTest: { kind: 'never' },
    update: { kind: 'none' },
    ...patch,
  }
}

export function sampleKnock(
  id: string,
  patch: Partial<Pick<DeskKnock, 'kind' | 'callBack' | 'denial' | 'name' | 'phase' | 'visitorLink' | 'invitedBy'>> & {
    readonly waitedMs?: number
    readonly source?: string
  } = {},
): DeskKnock {
  const knockedAtMs = nowMs - (patch.waitedMs ?? 5_000)
  return {
    id: v.parse(KnockIdSchema, id),
    ...(patch.kind && { kind: patch.kind }),
    name: patch.name ?? '田中',
    language: 'ja',
    knockedAtMs,
    invitedBy: patch.invitedBy ?? null,
    visitorLink: patch.visitorLink ?? 'connected',
    source: patch.source === undefined ? null : v.parse(SourceIdSchema, patch.source),
    denial: patch.denial ?? null,
    callBack: patch.callBack ?? null,
    phase: patch.phase ?? { kind: 'waiting', sinceMs: knockedAtMs },
  }
}

export function heldPhase(leftMs: number): OpenPhase {
  const message = { ja: 'ただいま参ります。少々お待ちください。', en: 'We are coming. One moment, please.' }
  return { kind: 'held', by: otherDesk, message, untilMs: nowMs + leftMs }
}

export function sampleCall(patch: Partial<Call> = {}): Call {
  return {
    id: v.parse(CallIdSchema, 'call-1'),
    knockId: v.parse(KnockIdSchema, 'knock-1'),
    visitorName: '田中製作所 田中',
    desk: ownDesk,
    startedAtMs: nowMs - 125_000,
    visitorLink: 'connected',
    ...patch,
  }
}

export function sampleVisit(id: string, end: VisitEnd, patch: Partial<Visit> = {}): Visit {
  return {
    id: v.parse(KnockIdSchema, id),
    name: '佐藤商会',
    company: '',
    startedAtMs: nowMs - 3_600_000,
    endedAtMs: nowMs - 3_580_000,
    invitedBy: null,
    end,
    call: null,
    followUp: { kind: 'none' },
    ...patch,
  }
}

export const otherCallId = v.parse(CallIdSchema, 'call-9')
export const admitted: KnockEnd = { kind: 'admitted', by: otherDesk, callId: otherCallId }

/** A visitor to be phoned; only one who asked for it has left a number. */
export function sampleFollowUp(id: string, reason: FollowUpReason, patch: Partial<Visit> = {}): Visit {
  const request =
    reason === 'call-back-requested'
      ? { name: '佐藤', company: '佐藤商会', phone: '03-9876-5432', about: '図面K-2041の納期', when: '15時以降' }
      : null
  const end: VisitEnd = { kind: 'expired', cause: 'unanswered' }
  return sampleVisit(id, end, { followUp: { kind: 'open', reason, request }, ...patch })
}

export const followUpDone: FollowUp = {
  kind: 'done',
  reason: 'missed',
  request: null,
  by: otherDesk,
  atMs: nowMs,
  note: '15時に電話した',
}

export function withPresence(
  presenceSetting: PresenceSetting,
  presenceNow: PresenceNow,
  areHoursUsed = false,
): DeskState {
  const state = sampleState()
  if (!state.room) return state
  const rules = { ...defaultRoomRules, hours: { ...defaultRoomRules.hours, isUsed: areHoursUsed } }
  return { ...state, room: { ...state.room, presenceSetting, presenceNow, rules } }
}
