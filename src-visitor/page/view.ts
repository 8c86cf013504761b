import type { CallEnd } from '../../src-shared/call.ts'
import { locales, textIn, type Language } from '../../src-shared/language.ts'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import { timeOfDay } from '../../src-shared/time-of-day.ts'
import { viewCallBack, type CallBackView } from '../call-back/call-back-view.ts'
import { viewCall, type CallView } from '../call/call-view.ts'
import { viewDevices, type DevicesView } from '../devices/devices-view.ts'
import type { PageActions } from './page-actions.ts'
import { viewEntrance, type Entrance } from '../door/entrance-view.ts'
import { admissionOf, isOver, type OverPhase, type PageState } from './page-state.ts'

/** What stands on the door: the desk's presence, or that no desk is connected, or that nothing is known yet. */
export type DoorSign = 'open' | 'in-meeting' | 'away' | 'closed' | 'desk-offline' | 'unknown'

export type DoorView = {
  readonly kind: 'door'
  readonly sign: DoorSign
  /** When the sign will change, by the room's clock and as people say it; null where nobody knows. */
  readonly signUntil: string | null
  /** Offered here only when nobody is there. */
  readonly phone: string | null
  readonly isOffline: boolean
  readonly failure: FailureCode | null
  readonly name: string
  readonly typeName: (name: string) => void
  readonly devices: DevicesView
  /** How one comes in: by knocking, or with an invitation. */
  readonly entrance: Entrance
  /** Nobody can hear or answer a knock, so phoning comes first. */
  readonly isKnockSecond: boolean
  readonly callBack: CallBackView | null
  readonly knock: () => void
}

export type WaitingView = {
  readonly kind: 'waiting'
  /** `sending`: the server has not confirmed the knock yet. */
  readonly phase: 'sending' | 'waiting' | 'held'
  readonly isOffline: boolean
  /** On the way in with an invitation instead of a knock. */
  readonly isEntering: boolean
  /** In the queue, from 1; null while the knock has not arrived. */
  readonly place: number | null
  /** Since the knock arrived, in ms; null while it has not. */
  readonly elapsedMs: number | null
  /** The desk's words to a held visitor. */
  readonly message: string | null
  readonly sign: DoorSign
  readonly isUnnoticed: boolean
  readonly phone: string | null
  readonly callBack: CallBackView | null
  readonly goOnWaiting: (() => void) | null
  readonly stopWaiting: () => void
  readonly devices: DevicesView
}

/** How it ended, in the visitor's eyes. */
export type OverCause = 'denied' | 'withdrawn' | 'visitor-gone' | 'unanswered' | CallEnd

export type OverView = {
  readonly kind: 'over'
  readonly cause: OverCause
  readonly message: string | null
  readonly phone: string | null
  readonly callBack: CallBackView | null
  readonly knockAgain: (() => void) | null
  readonly leaveRoom: () => void
}

export type View =
  | { readonly kind: 'resuming'; readonly isOffline: boolean }
  | {
      readonly kind: 'refused'
      readonly code: FailureCode
      readonly phone: string | null
      readonly retry: (() => void) | null
      readonly reload: (() => void) | null
    }
  /** Open in another tab, which has the knock. */
  | { readonly kind: 'displaced'; readonly continueHere: () => void }
  | DoorView
  | WaitingView
  | CallView
  | OverView
  | { readonly kind: 'farewell'; readonly knockAgain: () => void }

/** What every screen shows around its view. */
export type Frame = {
  readonly language: Language
  /** Empty while it is unknown, or when the company gave no name. */
  readonly company: string
  readonly greeting: string
}

export function frameOf(state: PageState): Frame {
  const { language, room } = state
  return {
    language,
    company: room ? textIn(language, room.profile.company) : '',
    greeting: room ? textIn(language, room.profile.greeting) : '',
  }
}

/** What the visitor sees and can do now. An action that is null cannot be done now, and has no button. */
export function viewOf(state: PageState, actions: PageActions): View {
  const { knock, connection } = state
  // A call needs the server only to be repaired; it is not taken off the screen.
  if (connection.kind === 'refused' && !admissionOf(state) && !isOver(knock)) {
    return viewRefusal(state, connection.code, actions)
  }
  if (connection.kind === 'displaced' && !isOver(knock)) {
    return { kind: 'displaced', continueHere: actions.continueHere }
  }
  switch (knock.kind) {
    case 'resuming':
      return { kind: 'resuming', isOffline: connection.kind === 'offline' }
    case 'farewell':
      return { kind: 'farewell', knockAgain: actions.knock }
    case 'over':
      return viewOver(state, knock.end, actions)
    case 'none':
      return viewDoor(state, knock.failure, actions)
    case 'sending':
      return viewWaiting(state, actions)
    case 'live':
      return knock.phase.kind === 'admitted' ? viewCall(state, actions) : viewWaiting(state, actions)
    default:
      return assertNever(knock)
  }
}

export function doorSign({ room }: PageState): DoorSign {
  if (!room) return 'unknown'
  // "Closed" says more than "not connected", and is the desk's own word.
  if (room.presenceNow.presence === 'closed') return 'closed'
  return room.isDeskOnline ? room.presenceNow.presence : 'desk-offline'
}

function isNobodyThere(sign: DoorSign): boolean {
  return sign === 'away' || sign === 'closed' || sign === 'desk-offline'
}

function phoneOf({ room }: PageState): string | null {
  return room?.profile.phone || null
}

function viewRefusal(state: PageState, code: FailureCode, actions: PageActions): View {
  const isOutdated = code === 'protocol-mismatch'
  return {
    kind: 'refused',
    code,
    phone: phoneOf(state),
    retry: isOutdated || code === 'unknown-room' ? null : actions.retry,
    reload: isOutdated ? actions.reload : null,
  }
}

function viewDoor(state: PageState, failure: FailureCode | null, actions: PageActions): DoorView {
  const sign = doorSign(state)
  const isKnockSecond = sign === 'closed' || sign === 'desk-offline'
  return {
    kind: 'door',
    sign,
    signUntil: signUntil(state, sign),
    phone: failure !== null || isNobodyThere(sign) ? phoneOf(state) : null,
    isOffline: state.connection.kind === 'offline',
    failure,
    name: state.name,
    typeName: actions.typeName,
    devices: viewDevices(state, actions),
    entrance: viewEntrance(state, actions),
    isKnockSecond,
    callBack: viewCallBack(state, actions, isKnockSecond || failure !== null),
    knock: actions.knock,
  }
}

/** An open door needs no time: nobody plans by when it closes. */
function signUntil(state: PageState, sign: DoorSign): string | null {
  const { room, language } = state
  const untilMs = room?.presenceNow.untilMs ?? null
  const isPresence = sign === 'in-meeting' || sign === 'away' || sign === 'closed'
  if (!room || untilMs === null || !isPresence || untilMs <= serverNow(state)) return null
  return timeOfDay(untilMs, { nowMs: serverNow(state), timeZone: room.timeZone, locale: locales[language] })
}

function viewWaiting(state: PageState, actions: PageActions): WaitingView {
  const { knock, language } = state
  const live = knock.kind === 'live' ? knock : null
  const isHeld = live?.phase.kind === 'held'
  const isUnnoticed = hasGoneUnnoticed(state)
  return {
    kind: 'waiting',
    phase: live === null ? 'sending' : isHeld ? 'held' : 'waiting',
    isOffline: state.connection.kind === 'offline',
    isEntering: knock.kind === 'sending' && knock.invitation !== null,
    place: live === null || live.phase.kind === 'admitted' ? null : live.phase.place,
    elapsedMs: live === null ? null : Math.max(0, serverNow(state) - live.knockedAtMs),
    message: live?.phase.kind === 'held' && live.phase.message ? textIn(language, live.phase.message) : null,
    sign: doorSign(state),
    isUnnoticed,
    phone: phoneOf(state),
    callBack: viewCallBack(state, actions, isUnnoticed),
    goOnWaiting: isUnnoticed ? actions.goOnWaiting : null,
    stopWaiting: actions.stopWaiting,
    devices: viewDevices(state, actions),
  }
}

/** A held visitor has been noticed. Who chose to go on waiting is not asked again before the same time has passed. */
function hasGoneUnnoticed(state: PageState): boolean {
  const { knock, room, waitingChosenAtMs } = state
  if (room === null || knock.kind !== 'live' || knock.phase.kind !== 'waiting') return false
  const sinceMs = Math.max(knock.knockedAtMs, waitingChosenAtMs ?? 0)
  return serverNow(state) - sinceMs >= room.unnoticedAfterMs
}

function serverNow(state: PageState): number {
  return state.nowMs + state.clockOffsetMs
}

function viewOver(state: PageState, end: OverPhase, actions: PageActions): OverView {
  const cause = causeOf(end)
  const isCallOver = cause === 'desk-hung-up' || cause === 'visitor-left'
  const isRepeatable = cause !== 'denied' && !isCallOver
  return {
    kind: 'over',
    cause,
    message: end.kind === 'denied' && end.message ? textIn(state.language, end.message) || null : null,
    phone: isCallOver ? null : phoneOf(state),
    callBack: viewCallBack(state, actions, !isCallOver),
    knockAgain: isRepeatable ? actions.knock : null,
    leaveRoom: actions.leaveRoom,
  }
}

function causeOf(end: OverPhase): OverCause {
  switch (end.kind) {
    case 'ended':
      return end.reason
    case 'expired':
      return end.cause
    case 'denied':
    case 'withdrawn':
      return end.kind
    default:
      return assertNever(end)
  }
}
