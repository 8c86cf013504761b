import type { KnockToken } from '../../src-shared/ids.ts'
import type { InvitationToken } from '../../src-shared/invitation.ts'
import type { FailureCode } from '../../src-shared/result.ts'
import type { KeptValues } from '../page/kept-values.ts'
import type { PageFact } from '../page/page-reducer.ts'
import { invitationOf, type PageState } from '../page/page-state.ts'
import type { RoomPort } from '../room/room-port.ts'

export type KnockActions = {
  /** With the invitation, if there is one that is good. Must run inside the tap: it also unlocks the sound. */
  readonly knock: () => void
  readonly goOnWaiting: () => void
  readonly stopWaiting: () => void
  readonly leaveCall: () => void
  readonly leaveRoom: () => void
}

export type KnockActionsHandle = {
  readonly actions: KnockActions
  /** Sends what the server has not confirmed. */
  readonly deliver: () => void
}

/** What has been sent and not been confirmed. */
type SentKnock = { readonly token: KnockToken; readonly invitation: InvitationToken | null }

/** The visitor's coming and going. Both are sent until the server has confirmed them: they are idempotent. */
export function createKnockActions(options: {
  readonly room: RoomPort
  readonly kept: KeptValues
  readonly makeToken: () => KnockToken
  readonly getState: () => PageState
  readonly tell: (fact: PageFact) => void
  /** The rest of what a visitor's tap begins. */
  readonly onBegun: () => void
  /** A page without its own knock connects again. */
  readonly reconnect: () => void
  /** Delivers again after a while, if there is a connection; without one the next welcome does. */
  readonly deliverLater: () => void
}): KnockActionsHandle {
  const { room, kept, getState, tell, deliverLater } = options

  /**
   * The token is kept before the knock leaves, so that a page that is gone in the next moment finds its knock again.
   * The knock comes next, because the desk's alert waits for it. The rest follows in the same tap, outside of which
   * browsers unlock no sound.
   */
  function begin(): void {
    const token = options.makeToken()
    const invitation = invitationOf(getState())
    if (getState().connection.kind === 'displaced') options.reconnect()
    kept.setToken(token)
    sendKnock({ token, invitation })
    tell({ kind: 'knocked', token })
    kept.setName(getState().name)
    options.onBegun()
  }

  function sendKnock(sent: SentKnock): void {
    const { token, invitation } = sent
    const own = { name: getState().name, token }
    const sending = invitation === null ? room.request('knock', own) : room.request('enter', { ...own, invitation })
    void sending.then((result) => {
      const { knock } = getState()
      if (result.kind === 'ok') tell({ kind: 'knock-taken', token, knock: result.value })
      else if (!comesBack(result.code)) tell({ kind: 'knock-failed', token, code: result.code })
      else if (knock.kind === 'sending' && knock.token === token) deliverLater()
    })
  }

  function sendParting(parting: 'withdraw' | 'leave'): void {
    void room.request(parting, null).then((result) => {
      if (result.kind === 'failed' && result.code === 'offline') return deliverLater()
      // A decision was quicker: the visitor is in a call that they no longer want.
      if (result.kind === 'failed' && parting === 'withdraw') return sendParting('leave')
      tell({ kind: 'parting-delivered' })
    })
  }

  function deliver(): void {
    const { knock } = getState()
    if (knock.kind === 'sending') sendKnock(knock)
    if (knock.kind === 'over' && knock.unsent !== null) sendParting(knock.unsent)
  }

  return {
    deliver,
    actions: {
      knock: begin,
      goOnWaiting: () => tell({ kind: 'waiting-changed', change: { kind: 'chosen' } }),
      stopWaiting() {
        tell({ kind: 'withdrawn' })
        sendParting('withdraw')
      },
      leaveCall() {
        tell({ kind: 'call-left' })
        sendParting('leave')
      },
      leaveRoom: () => tell({ kind: 'room-left' }),
    },
  }
}

/** The next connect delivers it. */
function comesBack(code: FailureCode): boolean {
  return code === 'offline' || code === 'restarting'
}
