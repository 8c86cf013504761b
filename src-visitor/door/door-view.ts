import { locales } from '../../src-shared/language.ts'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import { timeOfDay } from '../../src-shared/time-of-day.ts'
import { viewCallBack, type CallBackView } from '../call-back/call-back-view.ts'
import { viewDevices, type DevicesView } from '../devices/devices-view.ts'
import type { PageActions } from '../page/page-actions.ts'
import { phoneOf, serverNow, type PageState } from '../page/page-state.ts'

/** What stands on the door: the desk's presence, or that no desk is connected, or that nothing is known yet. */
export type DoorSign = 'open' | 'in-meeting' | 'away' | 'closed' | 'desk-offline' | 'unknown'

/** Why an invitation did not let the visitor in. */
type InvitationFailure = 'used' | 'gone' | 'busy' | 'nobody' | 'other'

export type Entrance =
  | { readonly kind: 'knock' }
  | { readonly kind: 'invited'; readonly enter: () => void }
  /** Then one knocks like everybody; `enter` is there where trying again can help. */
  | { readonly kind: 'failed'; readonly why: InvitationFailure; readonly enter: (() => void) | null }

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

const failures: Partial<Record<FailureCode, InvitationFailure>> = {
  'wrong-state': 'used',
  'not-found': 'gone',
  'bad-request': 'gone',
  busy: 'busy',
  offline: 'nobody',
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

export function doorSign({ room }: PageState): DoorSign {
  if (!room) return 'unknown'
  // "Closed" says more than "not connected", and is the desk's own word.
  if (room.presenceNow.presence === 'closed') return 'closed'
  return room.isDeskOnline ? room.presenceNow.presence : 'desk-offline'
}

function isNobodyThere(sign: DoorSign): boolean {
  return sign === 'away' || sign === 'closed' || sign === 'desk-offline'
}

/** An open door needs no time: nobody plans by when it closes. */
function signUntil(state: PageState, sign: DoorSign): string | null {
  const { room, language } = state
  const untilMs = room?.presenceNow.untilMs ?? null
  const isPresence = sign === 'in-meeting' || sign === 'away' || sign === 'closed'
  if (!room || untilMs === null || !isPresence || untilMs <= serverNow(state)) return null
  return timeOfDay(untilMs, { nowMs: serverNow(state), timeZone: room.timeZone, locale: locales[language] })
}

function viewEntrance({ invitation }: PageState, actions: PageActions): Entrance {
  switch (invitation.kind) {
    case 'none':
      return { kind: 'knock' }
    case 'ready':
      return { kind: 'invited', enter: actions.enter }
    case 'failed':
      return {
        kind: 'failed',
        why: failures[invitation.code] ?? 'other',
        enter: invitation.token === null ? null : actions.enter,
      }
    default:
      return assertNever(invitation)
  }
}
