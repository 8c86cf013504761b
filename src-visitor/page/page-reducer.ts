import type { CallLinkState } from '../../src-rtc/call-link.ts'
import type { LocalMediaState } from '../../src-rtc/local-media.ts'
import type { DeviceList } from '../../src-rtc/device-list.ts'
import type { Playback } from '../../src-rtc/play-stream.ts'
import type { InvitationToken } from '../../src-shared/invitation.ts'
import type { KnockToken } from '../../src-shared/ids.ts'
import type { VisitorKnock } from '../../src-shared/knock.ts'
import type { Language } from '../../src-shared/language.ts'
import type { VisitorWelcome } from '../../src-shared/protocol.ts'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import { putAside, reduceCallBack, type CallBackChange } from '../call-back/call-back-state.ts'
import { adoptKnock, followKnock, forgetKnock, handOver, part, type OwnKnock } from '../knock/own-knock.ts'
import { serverNow, type CallProgress, type Invitation, type Notice, type PageState } from './page-state.ts'
import type { RoomFact } from '../room/room-port.ts'
import { freshWaiting, reduceWaiting, type WaitingChange } from '../waiting/waiting-state.ts'

/** What happened, in the order in which the page learned it. */
export type PageFact =
  /** Signals are for the call's link alone. */
  | Exclude<RoomFact, { kind: 'signal' }>
  | { readonly kind: 'call-back-changed'; readonly change: CallBackChange }
  | { readonly kind: 'waiting-changed'; readonly change: WaitingChange }
  | { readonly kind: 'ticked' }
  | { readonly kind: 'name-typed'; readonly name: string }
  | { readonly kind: 'language-chosen'; readonly language: Language }
  | { readonly kind: 'knocked'; readonly token: KnockToken }
  | { readonly kind: 'entered'; readonly token: KnockToken; readonly invitation: InvitationToken }
  | { readonly kind: 'knock-taken'; readonly token: KnockToken; readonly knock: VisitorKnock }
  | { readonly kind: 'knock-failed'; readonly token: KnockToken; readonly code: FailureCode }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'call-left' }
  | { readonly kind: 'parting-delivered' }
  | { readonly kind: 'room-left' }
  | { readonly kind: 'retried' }
  | { readonly kind: 'media-changed'; readonly media: LocalMediaState }
  | { readonly kind: 'devices-listed'; readonly devices: DeviceList }
  | { readonly kind: 'speaker-chosen'; readonly deviceId: string }
  | { readonly kind: 'call-progressed'; readonly call: Exclude<CallProgress, { kind: 'live' }> }
  | { readonly kind: 'call-changed'; readonly state: CallLinkState }
  | { readonly kind: 'playback-changed'; readonly playback: Playback }
  | { readonly kind: 'noticed'; readonly notice: Notice | null }

/** `atMs` is this device's clock, so that the reducer needs none. */
export type StampedFact = PageFact & { readonly atMs: number }

export function reducePage(before: PageState, fact: StampedFact): PageState {
  const state = { ...before, nowMs: fact.atMs }
  switch (fact.kind) {
    case 'disconnected':
      return state.connection.kind === 'displaced' ? state : { ...state, connection: { kind: 'offline' } }
    case 'displaced':
      return { ...state, connection: { kind: 'displaced' }, knock: handOver(state.knock) }
    case 'refused':
      return { ...state, connection: { kind: 'refused', code: fact.code } }
    case 'retried':
      return { ...state, connection: { kind: 'connecting' } }
    case 'welcome':
      return welcome(state, fact.payload)
    case 'room:changed':
      return { ...state, room: fact.payload }
    case 'knock:changed':
      return { ...state, knock: followKnock(state.knock, fact.payload) }
    case 'ticked':
      return state
    case 'name-typed':
      return { ...state, name: fact.name }
    case 'language-chosen':
      return { ...state, language: fact.language }
    case 'knocked':
      return begin(state, fact.token, null)
    case 'entered':
      return begin(state, fact.token, fact.invitation)
    case 'knock-taken':
      return confirm(state, adoptKnock(state.knock, fact))
    case 'knock-failed':
      return state.knock.kind === 'sending' && state.knock.token === fact.token
        ? fail(state, state.knock, fact.code)
        : state
    case 'withdrawn':
      return { ...state, knock: part(state.knock, 'withdraw') }
    case 'call-left':
      return { ...state, knock: part(state.knock, 'leave') }
    case 'parting-delivered':
      return state.knock.kind === 'over' ? { ...state, knock: { ...state.knock, unsent: null } } : state
    case 'room-left':
      return { ...state, knock: { kind: 'farewell' }, notice: null }
    case 'media-changed':
      return { ...state, media: fact.media }
    case 'devices-listed':
      return { ...state, devices: fact.devices }
    case 'speaker-chosen':
      return { ...state, speakerId: fact.deviceId }
    case 'call-progressed':
      return { ...state, call: fact.call, playback: 'playing' }
    case 'call-changed':
      return { ...state, call: { kind: 'live', state: fact.state } }
    case 'playback-changed':
      return { ...state, playback: fact.playback }
    case 'noticed':
      return { ...state, notice: fact.notice }
    case 'call-back-changed':
      return { ...state, callBack: reduceCallBack(state.callBack, fact.change) }
    case 'waiting-changed':
      return { ...state, waiting: reduceWaiting(state.waiting, fact.change, serverNow(state)) }
    default:
      return assertNever(fact)
  }
}

function begin(state: PageState, token: KnockToken, invitation: InvitationToken | null): PageState {
  return {
    ...state,
    knock: { kind: 'sending', token, invitation },
    callBack: putAside(state.callBack),
    waiting: freshWaiting,
    notice: null,
  }
}

/** What was sent with an invitation and is now known to the server has used it up. */
function confirm(state: PageState, knock: OwnKnock): PageState {
  const isUsedUp = state.knock.kind === 'sending' && state.knock.invitation !== null && knock.kind !== 'sending'
  return { ...state, knock, invitation: isUsedUp ? { kind: 'none' } : state.invitation }
}

/** Back at the door, with the reason. */
function fail(state: PageState, sent: Extract<OwnKnock, { kind: 'sending' }>, code: FailureCode): PageState {
  if (sent.invitation === null) return { ...state, knock: { kind: 'none', failure: code } }
  // The server does not know it, or has seen it used; anything else may pass.
  const isSpent = code === 'not-found' || code === 'wrong-state' || code === 'bad-request'
  const invitation: Invitation = { kind: 'failed', code, token: isSpent ? null : sent.invitation }
  return { ...state, knock: { kind: 'none', failure: null }, invitation }
}

function welcome(state: PageState, { serverTimeMs, room, knock }: VisitorWelcome): PageState {
  const found = knock === null ? forgetKnock(state.knock) : adoptKnock(state.knock, { token: null, knock })
  // Who comes with a new invitation is at the door again, whatever became of an earlier knock of the same tab.
  const isOldNews = state.knock.kind === 'resuming' && found.kind === 'over' && state.invitation.kind === 'ready'
  const own: OwnKnock = isOldNews ? { kind: 'none', failure: null } : found
  return {
    ...confirm(state, own),
    room,
    connection: { kind: 'online' },
    clockOffsetMs: serverTimeMs - state.nowMs,
  }
}
