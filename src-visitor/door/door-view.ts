import { locales } from '../../src-shared/language.ts'
import type { FailureCode } from '../../src-shared/result.ts'
import { timeOfDay } from '../../src-shared/time-of-day.ts'
import { viewCallBack, type CallBackView } from '../call-back/call-back-view.ts'
import { viewDevices, type DevicesView } from '../devices/devices-view.ts'
import type { PageActions } from '../page/page-actions.ts'
import { invitationOf, isRestarting, phoneOf, serverNow, type PageState } from '../page/page-state.ts'

/** What stands on the door: the desk's presence, or that no desk is connected, or that nothing is known yet. */
export type DoorSign = 'open' | 'in-meeting' | 'away' | 'closed' | 'desk-offline' | 'unknown'

export type Entrance =
  | { readonly kind: 'knock' }
  /** `until` is when the link ends, as people say it; null until the server has said so. */
  | { readonly kind: 'invited'; readonly until: string | null }
  /** The link is good for nothing more: one knocks like everybody. */
  | { readonly kind: 'spent'; readonly why: 'used' | 'gone' }

export type DoorView = {
  readonly kind: 'door'
  readonly sign: DoorSign
  /** When the sign will change, by the room's clock and as people say it; null where nobody knows. */
  readonly signUntil: string | null
  /** Offered here only when nobody is there. */
  readonly phone: string | null
  readonly isOffline: boolean
  /** Offline only because the server restarts. */
  readonly isRestarting: boolean
  readonly failure: FailureCode | null
  readonly name: string
  readonly typeName: (name: string) => void
  readonly devices: DevicesView
  /** Whether the knock comes with an invitation. */
  readonly entrance: Entrance
  /** Nobody can hear or answer a knock, so phoning comes first. */
  readonly isKnockSecond: boolean
  readonly callBack: CallBackView | null
  readonly knock: () => void
}

export function viewDoor(state: PageState, failure: FailureCode | null, actions: PageActions): DoorView {
  const sign = doorSign(state)
  const isKnockSecond = sign === 'closed' || sign === 'desk-offline'
  return {
    kind: 'door',
    sign,
    signUntil: signUntil(state, sign),
    phone: failure !== null || isNobodyThere(sign) ? phoneOf(state) : null,
    isOffline: state.connection.kind === 'offline',
    isRestarting: isRestarting(state),
    failure,
    name: state.name,
    typeName: actions.typeName,
    devices: viewDevices(state, actions),
    entrance: viewEntrance(state),
    isKnockSecond,
    // Where knocks are refused, so are requests to be phoned: the number is what is left.
    callBack: failure === 'blocked' ? null : viewCallBack(state, actions, isNobodyThere(sign) || failure !== null),
    knock: actions.knock,
  }
}

export function doorSign({ room }: PageState): DoorSign {
  if (!room) return 'unknown'
  // "Closed" says more than "not connected", and is the desk's own word.
  if (room.presenceNow.presence === 'closed') return 'closed'
  return room.isDeskOnline ? room.presenceNow.presence : 'desk-offline'
}

/** Nobody sits at a desk, so that phoning may be the better way. */
export function isNobodyThere(sign: DoorSign): sign is 'away' | 'closed' | 'desk-offline' {
  return sign === 'away' || sign === 'closed' || sign === 'desk-offline'
}

/** An open door needs no time: nobody plans by when it closes. */
function signUntil(state: PageState, sign: DoorSign): string | null {
  const untilMs = state.room?.presenceNow.untilMs ?? null
  const isPresence = sign === 'in-meeting' || sign === 'away' || sign === 'closed'
  return isPresence ? comingTime(state, untilMs) : null
}

/** Until when the visitor's link is good, by the room's clock; null without one that is. */
export function linkUntil(state: PageState): string | null {
  return state.invitation.kind === 'ready' ? comingTime(state, state.invitation.expiresAtMs) : null
}

/** Null for a time that is over or that nobody knows. */
function comingTime(state: PageState, atMs: number | null): string | null {
  const { room, language } = state
  if (!room || atMs === null || atMs <= serverNow(state)) return null
  return timeOfDay(atMs, { nowMs: serverNow(state), timeZone: room.timeZone, locale: locales[language] })
}

function viewEntrance(state: PageState): Entrance {
  const { invitation } = state
  if (invitation.kind === 'none') return { kind: 'knock' }
  if (invitation.kind === 'spent') return { kind: 'spent', why: invitation.why }
  return invitationOf(state) === null ? { kind: 'spent', why: 'gone' } : { kind: 'invited', until: linkUntil(state) }
}
