import type { CallLinkState } from '../../src-rtc/call-link.ts'
import type { LocalMediaState } from '../../src-rtc/local-media.ts'
import type { DeviceList } from '../../src-rtc/device-list.ts'
import type { Playback } from '../../src-rtc/play-stream.ts'
import type { InvitationState, InvitationToken } from '../../src-shared/invitation.ts'
import type { KnockToken } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import type { FailureCode } from '../../src-shared/result.ts'
import type { PublicRoom } from '../../src-shared/room.ts'
import { isOver, type OwnKnock } from '../knock/own-knock.ts'
import { createCallBack, type CallBack, type CallBackDraft } from '../call-back/call-back-state.ts'
import { freshWaiting, type WaitingState } from '../waiting/waiting-state.ts'

export type Connection =
  | { readonly kind: 'connecting' }
  /** `isStopping`: the server has said that it is about to stop. */
  | { readonly kind: 'online'; readonly isStopping?: true }
  /** `sinceMs` is this device's clock. `isRestart`: the server had said that it would stop. */
  | { readonly kind: 'offline'; readonly sinceMs: number; readonly isRestart?: true }
  /** The server refused this page; it is asked again only when the visitor wishes, or where the refusal passes. */
  | { readonly kind: 'refused'; readonly code: FailureCode }
  /** Another tab has the knock now; it is taken back only when the visitor wishes, or two tabs would fight for ever. */
  | { readonly kind: 'displaced' }

/** A link that marks the visitor's knocks as expected, until one of them is admitted. */
export type Invitation =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'ready'
      readonly token: InvitationToken
      /** By the server's clock; null until it has said so. */
      readonly expiresAtMs: number | null
      /** Of the link that opened this page, not of an earlier load. */
      readonly isFresh: boolean
    }
  /** It is good for nothing more; the visitor knocks like everybody. */
  | { readonly kind: 'spent'; readonly why: Exclude<InvitationState['kind'], 'good'> }

/** What the address that opened the page said; `unreadable` was cut off or mistyped on its way. */
export type OpenedLink = InvitationToken | 'unreadable' | null

export type CallProgress =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  /** The code of the call could not be fetched. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'live'; readonly state: CallLinkState }

/** What the visitor asked for was not possible: a sentence, with nothing to answer. */
export type Notice = 'camera-kept' | 'microphone-kept' | 'share-failed'

export type PageState = {
  readonly language: Language
  readonly name: string
  /** This device's clock, epoch ms, at the last fact. */
  readonly nowMs: number
  /** Server's clock minus this device's clock. */
  readonly clockOffsetMs: number
  /** Null until the server said whose door this is. */
  readonly room: PublicRoom | null
  readonly connection: Connection
  readonly knock: OwnKnock
  readonly invitation: Invitation
  readonly callBack: CallBack
  readonly waiting: WaitingState
  readonly media: LocalMediaState
  readonly devices: DeviceList
  /** Empty is the system's default. */
  readonly speakerId: string
  /** A finger instead of a mouse: then there may be a front and a back camera. */
  readonly isTouch: boolean
  readonly call: CallProgress
  readonly playback: Playback
  readonly notice: Notice | null
}

export function createPageState(given: {
  readonly language: Language
  readonly name: string
  readonly nowMs: number
  readonly room: PublicRoom | null
  readonly token: KnockToken | null
  readonly link: OpenedLink
  /** Of an earlier load of this page. */
  readonly keptInvitation: InvitationToken | null
  /** A request to be phoned that was not delivered before a reload. */
  readonly unsentCallBack: CallBackDraft | null
  readonly media: LocalMediaState
  readonly isTouch: boolean
}): PageState {
  const { token, link, keptInvitation, unsentCallBack, ...rest } = given
  return {
    ...rest,
    clockOffsetMs: 0,
    connection: { kind: 'connecting' },
    knock: token ? { kind: 'resuming', token } : { kind: 'none', failure: null },
    invitation: openedWith(link, keptInvitation),
    callBack: createCallBack(unsentCallBack),
    waiting: freshWaiting,
    devices: { cameras: [], microphones: [], speakers: [] },
    speakerId: '',
    call: { kind: 'none' },
    playback: 'playing',
    notice: null,
  }
}

/** The invitation that the next knock comes with: one whose time is over is no use. */
export function invitationOf(state: PageState): InvitationToken | null {
  const { invitation } = state
  if (invitation.kind !== 'ready') return null
  return invitation.expiresAtMs !== null && invitation.expiresAtMs <= serverNow(state) ? null : invitation.token
}

function openedWith(opened: OpenedLink, kept: InvitationToken | null): Invitation {
  if (opened === 'unreadable') return { kind: 'spent', why: 'gone' }
  const token = opened ?? kept
  return token === null ? { kind: 'none' } : { kind: 'ready', token, expiresAtMs: null, isFresh: opened !== null }
}

/** The admitted knock, while there is one. */
export function admissionOf(state: PageState) {
  const { knock } = state
  return knock.kind === 'live' && knock.phase.kind === 'admitted'
    ? { ...knock.phase, isRejoining: knock.isRejoining }
    : null
}

/** Nobody has to be seen or heard from here: the visit has ended, or goes on in another tab. */
export function isIdle({ knock, connection }: PageState): boolean {
  return isOver(knock) || connection.kind === 'displaced'
}

export function phoneOf({ room }: PageState): string | null {
  return room?.profile.phone || null
}

/** Epoch ms of the server's clock. */
export function serverNow(state: PageState): number {
  return state.nowMs + state.clockOffsetMs
}

/** A server that takes longer than this has not come back as it meant to. */
const restartsWithinMs = 60_000

/** Whether the server has said that it would stop, and may well be back in a moment. */
export function isRestarting({ connection, nowMs }: PageState): boolean {
  if (connection.kind === 'online') return connection.isStopping === true
  return connection.kind === 'offline' && connection.isRestart === true && nowMs - connection.sinceMs < restartsWithinMs
}
