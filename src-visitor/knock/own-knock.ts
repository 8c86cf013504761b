import type { InvitationToken } from '../../src-shared/invitation.ts'
import type { KnockId, KnockToken } from '../../src-shared/ids.ts'
import type { VisitorKnock, VisitorPhase } from '../../src-shared/knock.ts'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'

export type LivePhase = Extract<VisitorPhase, { kind: 'waiting' | 'held' | 'admitted' }>
export type OverPhase = Exclude<VisitorPhase, LivePhase>

/** The visitor's own knock, from this page's side. */
export type OwnKnock =
  /** At the door. `failure` is why the last knock was not taken. */
  | { readonly kind: 'none'; readonly failure: FailureCode | null }
  /** The page was reloaded, or another tab has the knock; what became of it, the next welcome says. */
  | { readonly kind: 'resuming'; readonly token: KnockToken }
  /** Knocked, perhaps with an invitation, but the server has not confirmed it. */
  | { readonly kind: 'sending'; readonly token: KnockToken; readonly invitation: InvitationToken | null }
  | {
      readonly kind: 'live'
      readonly token: KnockToken
      readonly id: KnockId
      readonly knockedAtMs: number
      readonly isInvited: boolean
      readonly phase: LivePhase
      /** Admitted in an earlier load of this page or in another tab: the call has to be joined anew. */
      readonly isRejoining: boolean
    }
  | {
      readonly kind: 'over'
      readonly token: KnockToken
      /** Null when it was withdrawn before the server had confirmed it. */
      readonly id: KnockId | null
      readonly end: OverPhase
      /** The visitor's own decision that the server has not confirmed yet. */
      readonly unsent: 'withdraw' | 'leave' | null
    }
  /** The visitor left the room; nothing is going on. */
  | { readonly kind: 'farewell' }

/** The token of the knock that the server should find again at the next connect. */
export function tokenOf(knock: OwnKnock): KnockToken | null {
  return knock.kind === 'none' || knock.kind === 'farewell' ? null : knock.token
}

/** True from the knock until somebody decided or the visitor gave up. */
export function isWaiting(knock: OwnKnock): boolean {
  return knock.kind === 'sending' || (knock.kind === 'live' && knock.phase.kind !== 'admitted')
}

/** The visit has ended. */
export function isOver(knock: OwnKnock): boolean {
  return knock.kind === 'over' || knock.kind === 'farewell'
}

/** Somebody let this visitor in, whether or not the call goes on. */
export function isAdmitted(knock: OwnKnock): boolean {
  if (knock.kind === 'live') return knock.phase.kind === 'admitted'
  return knock.kind === 'over' && knock.end.kind === 'ended'
}

/** The server does not know the token. An unconfirmed knock is about to be sent; a confirmed one is sent again. */
export function forgetKnock(own: OwnKnock, invitation: InvitationToken | null): OwnKnock {
  switch (own.kind) {
    case 'resuming':
      return { kind: 'none', failure: null }
    case 'live':
      return own.phase.kind === 'admitted'
        ? { kind: 'over', token: own.token, id: own.id, end: { kind: 'ended', reason: 'visitor-lost' }, unsent: null }
        : { kind: 'sending', token: own.token, invitation }
    case 'over':
      return { ...own, unsent: null }
    case 'none':
    case 'sending':
    case 'farewell':
      return own
    default:
      return assertNever(own)
  }
}

/** The server confirmed the knock of a token: the answer to a knock, or the welcome that found it again. */
export function adoptKnock(
  own: OwnKnock,
  given: { readonly token: KnockToken | null; readonly knock: VisitorKnock },
): OwnKnock {
  if (own.kind === 'none' || own.kind === 'farewell') return own
  // The answer to an earlier knock, or to one that another tab has taken over meanwhile.
  if (given.token !== null && (given.token !== own.token || own.kind === 'resuming')) return own
  // A server that has not heard of the visitor's decision does not undo it.
  if (own.kind === 'over' && own.unsent !== null) return own
  const isRejoining = own.kind === 'resuming' || (own.kind === 'live' && own.isRejoining)
  return placeKnock({ token: own.token, isRejoining }, given.knock)
}

/** News of a knock. Before the own knock is confirmed, it can only be about an earlier one. */
export function followKnock(own: OwnKnock, knock: VisitorKnock): OwnKnock {
  if (own.kind !== 'live' && own.kind !== 'over') return own
  if (own.id !== knock.id) return own
  if (own.kind === 'over') return own
  return placeKnock(own, knock)
}

/** The visitor's own decision. It counts here at once and turns the camera off; the server hears of it when it can. */
export function part(own: OwnKnock, unsent: 'withdraw' | 'leave'): OwnKnock {
  if (own.kind !== 'sending' && own.kind !== 'live') return own
  const end: OverPhase = unsent === 'withdraw' ? { kind: 'withdrawn' } : { kind: 'ended', reason: 'visitor-left' }
  return { kind: 'over', token: own.token, id: own.kind === 'live' ? own.id : null, end, unsent }
}

/** To another tab. Here it may be found again, as after a reload. */
export function handOver(own: OwnKnock): OwnKnock {
  return own.kind === 'sending' || own.kind === 'live' ? { kind: 'resuming', token: own.token } : own
}

function placeKnock(
  own: { readonly token: KnockToken; readonly isRejoining: boolean },
  { id, knockedAtMs, isInvited, phase }: VisitorKnock,
): OwnKnock {
  if (!isLive(phase)) return { kind: 'over', token: own.token, id, end: phase, unsent: null }
  // Only what was admitted before this page knew of it is joined anew.
  const isRejoining = own.isRejoining && phase.kind === 'admitted'
  return { kind: 'live', token: own.token, id, knockedAtMs, isInvited, phase, isRejoining }
}

function isLive(phase: VisitorKnock['phase']): phase is LivePhase {
  return phase.kind === 'waiting' || phase.kind === 'held' || phase.kind === 'admitted'
}
