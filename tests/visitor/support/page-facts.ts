import { CallIdSchema, KnockIdSchema, KnockTokenSchema, RoomAddressSchema } from '../../../src-shared/ids.ts'
import { InvitationTokenSchema, type InvitationState } from '../../../src-shared/invitation.ts'
import type { VisitorKnock, VisitorPhase } from '../../../src-shared/knock.ts'
import type { PublicRoom } from '../../../src-shared/room.ts'
import * as v from 'valibot'
import type { PageActions } from '../../../src-visitor/page/page-actions.ts'
import { reducePage, type PageFact } from '../../../src-visitor/page/page-reducer.ts'
import { createPageState, type PageState } from '../../../src-visitor/page/page-state.ts'
import { closedMedia } from '../../fakes/fake-local-media.ts'

export const startMs = 1_790_000_000_000
export const token = v.parse(KnockTokenSchema, 'token-of-the-first-knock')
export const laterToken = v.parse(KnockTokenSchema, 'token-of-the-second-knock')
export const invitation = v.parse(InvitationTokenSchema, 'invitation-of-the-visitor')
export const knockId = v.parse(KnockIdSchema, 'knock-1')
export const callId = v.parse(CallIdSchema, 'call-1')

export const room: PublicRoom = {
  address: v.parse(RoomAddressSchema, 'tanaka'),
  profile: {
    company: { ja: '田中精機', en: 'Tanaka' },
    phone: '03-1234-5678',
    greeting: { ja: 'ようこそ', en: '' },
  },
  presenceNow: { presence: 'open', untilMs: null },
  isDeskOnline: true,
  unnoticedAfterMs: 60_000,
  timeZone: 'Asia/Tokyo',
}

export function knockIn(phase: VisitorPhase, knockedAtMs = startMs): VisitorKnock {
  return { id: knockId, name: 'Sato', knockedAtMs, isInvited: false, phase }
}

export const admitted: VisitorPhase = { kind: 'admitted', callId, iceServers: [], lines: [] }

export function welcomeWith(
  knock: VisitorKnock | null,
  serverTimeMs = startMs,
  invitation: InvitationState | null = null,
): Extract<PageFact, { kind: 'welcome' }> {
  return { kind: 'welcome', payload: { serverTimeMs, room, knock, invitation } }
}

export const taken = (phase: VisitorPhase): PageFact => ({ kind: 'knock-taken', token, knock: knockIn(phase) })

/** A fact, which happens in the same moment as the one before it unless it says another. */
export type TimedFact = PageFact & { readonly atMs?: number }

export function reduceTimed(state: PageState, fact: TimedFact): PageState {
  return reducePage(state, { atMs: state.nowMs, ...fact })
}

/** The state after these facts, in English. */
export function stateAfter(facts: readonly TimedFact[], change: Partial<PageState> = {}): PageState {
  const start = createPageState({
    language: 'en',
    name: '',
    nowMs: startMs,
    room,
    token: null,
    link: null,
    keptInvitation: null,
    unsentCallBack: null,
    media: closedMedia,
    isTouch: false,
  })
  return facts.reduce(reduceTimed, { ...start, ...change })
}

/** Actions that can be told apart, so that a test sees which one a view offers. */
export const actions: PageActions = {
  typeName: () => undefined,
  say: () => Promise.resolve(true),
  chooseLanguage: () => undefined,
  allowDevices: () => undefined,
  knock: () => undefined,
  openCallBack: () => undefined,
  typeCallBack: () => undefined,
  sendCallBack: () => undefined,
  closeCallBack: () => undefined,
  goOnWaiting: () => undefined,
  stopWaiting: () => undefined,
  leaveCall: () => undefined,
  leaveRoom: () => undefined,
  toggleMicrophone: () => undefined,
  toggleCamera: () => undefined,
  chooseMicrophone: () => undefined,
  chooseCamera: () => undefined,
  chooseSpeaker: () => undefined,
  flipCamera: () => undefined,
  togglePart: () => undefined,
  shareScreen: () => undefined,
  stopSharing: () => undefined,
  hear: () => undefined,
  retry: () => undefined,
  continueHere: () => undefined,
  reload: () => undefined,
}
