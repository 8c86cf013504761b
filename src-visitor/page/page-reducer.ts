import type { CallLinkState } from '../../src-rtc/call-link.ts'
import type { LocalMediaState } from '../../src-rtc/local-media.ts'
import type { DeviceList } from '../../src-rtc/device-list.ts'
import type { Playback } from '../../src-rtc/play-stream.ts'
import type { InvitationState } from '../../src-shared/invitation.ts'
import type { KnockToken } from '../../src-shared/ids.ts'
import type { VisitorKnock } from '../../src-shared/knock.ts'
import type { Language } from '../../src-shared/language.ts'
import type { VisitorWelcome } from '../../src-shared/protocol.ts'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import { putAside, reduceCallBack, type CallBackChange } from '../call-back/call-back-state.ts'
import { adoptKnock, followKnock, forgetKnock, handOver, isAdmitted, part, type OwnKnock } from '../knock/own-knock.ts'
import {
  invitationOf,
  serverNow,
  type CallProgress,
  type Invitation,
  type Notice,
  type PageState,
} from './page-state.ts'
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
      return disconnected(state)
    case 'server:restarting':
      return state.connection.kind === 'online' ? { ...state, connection: { kind: 'online', isStopping: true } } : state
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
      return withKnock(state, followKnock(state.knock, fact.payload))
    case 'ticked':
      return state
    case 'name-typed':
      return { ...state, name: fact.name }
    case 'language-chosen':
      return { ...state, language: fact.language }
    case 'knocked':
      return begin(state, fact.token)
    case 'knock-taken':
      return withKnock(state, adoptKnock(state.knock, fact))
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

/** Every attempt that fails says so again: what counts is the first one. */
function disconnected(state: PageState): PageState {
  const { kind } = state.connection
  if (kind === 'displaced' || kind === 'offline') return state
  const isRestart = state.connection.kind === 'online' && state.connection.isStopping === true
  return { ...state, connection: { kind: 'offline', sinceMs: state.nowMs, ...(isRestart && { isRestart }) } }
}

function begin(state: PageState, token: KnockToken): PageState {
  const { invitation } = state
  return {
    ...state,
    knock: { kind: 'sending', token, invitation: invitationOf(state) },
    invitation: invitation.kind === 'ready' ? { ...invitation, isFresh: false } : invitation,
    callBack: putAside(state.callBack),
    waiting: freshWaiting,
    notice: null,
  }
}

/** An admission uses the invitation up that the knock came with; a fresh one is for the next knock. */
function withKnock(state: PageState, knock: OwnKnock): PageState {
  const isUsedUp = state.invitation.kind === 'ready' && !state.invitation.isFresh && isAdmitted(knock)
  const callBack = isAskedForNumber(state, knock) ? openCallBack(state) : state.callBack
  return { ...state, knock, callBack, invitation: isUsedUp ? { kind: 'none' } : state.invitation }
}

/** The desk has just promised to phone: the visitor only has to say where. */
function isAskedForNumber({ knock: before, callBack }: PageState, knock: OwnKnock): boolean {
  const isNews = before.kind !== 'over' && knock.kind === 'over'
  return isNews && knock.end.kind === 'denied' && knock.end.asksForNumber && callBack.stage.kind === 'idle'
}

function openCallBack({ callBack, name }: PageState): PageState['callBack'] {
  return reduceCallBack(callBack, { kind: 'opened', name })
}

/** Back at the door, with the reason. */
function fail(state: PageState, sent: Extract<OwnKnock, { kind: 'sending' }>, code: FailureCode): PageState {
  // The server does not know it, or has seen it used; anything else may pass.
  const isSpent = code === 'not-found' || code === 'wrong-state' || code === 'bad-request'
  if (sent.invitation === null || !isSpent) return { ...state, knock: { kind: 'none', failure: code } }
  const why = code === 'wrong-state' ? 'used' : 'gone'
  return { ...state, knock: { kind: 'none', failure: null }, invitation: { kind: 'spent', why } }
}

function welcome(state: PageState, payload: VisitorWelcome): PageState {
  const { serverTimeMs, room, knock } = payload
  const found =
    knock === null ? forgetKnock(state.knock, invitationOf(state)) : adoptKnock(state.knock, { token: null, knock })
  // Who comes with a new invitation is at the door again, whatever became of an earlier knock of the same tab.
  const isFresh = state.invitation.kind === 'ready' && state.invitation.isFresh
  const isOldNews = state.knock.kind === 'resuming' && found.kind === 'over' && isFresh
  const own: OwnKnock = isOldNews ? { kind: 'none', failure: null } : found
  const checked = { ...state, invitation: checkedInvitation(state.invitation, payload.invitation) }
  return {
    ...withKnock(checked, own),
    room,
    connection: { kind: 'online' },
    clockOffsetMs: serverTimeMs - state.nowMs,
  }
}

function checkedInvitation(invitation: Invitation, told: InvitationState | null): Invitation {
  if (invitation.kind !== 'ready' || told === null) return invitation
  return told.kind === 'good' ? { ...invitation, expiresAtMs: told.expiresAtMs } : { kind: 'spent', why: told.kind }
}
