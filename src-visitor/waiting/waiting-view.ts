import { textIn } from '../../src-shared/language.ts'
import { viewCallBack, type CallBackView } from '../call-back/call-back-view.ts'
import { viewDevices, type DevicesView } from '../devices/devices-view.ts'
import { doorSign, isNobodyThere, linkUntil, type DoorSign } from '../door/door-view.ts'
import type { PageActions } from '../page/page-actions.ts'
import { isRestarting, phoneOf, serverNow, type PageState } from '../page/page-state.ts'

const offlineForMs = 5_000

export type WaitingView = {
  readonly kind: 'waiting'
  /** `sending`: the server has not confirmed the knock yet. */
  readonly phase: 'sending' | 'waiting' | 'held'
  readonly isOffline: boolean
  /** The server has said that it restarts. */
  readonly isRestarting: boolean
  /** The desk is told that this visitor was invited. */
  readonly isInvited: boolean
  /** Until when the visitor may come again with the same link, where that is a comfort; else null. */
  readonly linkUntil: string | null
  /** In the queue, from 1; null while the knock has not arrived. */
  readonly place: number | null
  /** Since the knock arrived, in ms; null while it has not. */
  readonly elapsedMs: number | null
  /** The desk's words to a held visitor. */
  readonly message: string | null
  /** Until somebody wants to be there for a held visitor, in ms by the server's clock; else null. */
  readonly holdLeftMs: number | null
  readonly sign: DoorSign
  readonly isUnnoticed: boolean
  /** Shown where a call is the better way: nobody is there, nobody has noticed, or the server is out of reach. */
  readonly phone: string | null
  readonly callBack: CallBackView | null
  readonly goOnWaiting: (() => void) | null
  readonly stopWaiting: () => void
  readonly devices: DevicesView
}

export function viewWaiting(state: PageState, actions: PageActions): WaitingView {
  const { knock, language } = state
  const live = knock.kind === 'live' ? knock : null
  const isHeld = live?.phase.kind === 'held'
  const isUnnoticed = hasGoneUnnoticed(state)
  const sign = doorSign(state)
  const isAlone = isNobodyThere(sign)
  return {
    kind: 'waiting',
    phase: live === null ? 'sending' : isHeld ? 'held' : 'waiting',
    isOffline: state.connection.kind === 'offline',
    isRestarting: isRestarting(state),
    isInvited: live?.isInvited ?? false,
    linkUntil: isUnnoticed || sign !== 'open' ? linkUntil(state) : null,
    place: live === null || live.phase.kind === 'admitted' ? null : live.phase.place,
    elapsedMs: live === null ? null : Math.max(0, serverNow(state) - live.knockedAtMs),
    holdLeftMs: live?.phase.kind === 'held' ? Math.max(0, live.phase.untilMs - serverNow(state)) : null,
    message: live?.phase.kind === 'held' && live.phase.message ? textIn(language, live.phase.message) : null,
    sign,
    isUnnoticed,
    phone: isUnnoticed || isAlone || hasBeenOffline(state) ? phoneOf(state) : null,
    callBack: viewCallBack(state, actions, live !== null && (isUnnoticed || isAlone)),
    goOnWaiting: isUnnoticed ? actions.goOnWaiting : null,
    stopWaiting: actions.stopWaiting,
    devices: viewDevices(state, actions),
  }
}

/** For longer than a phone needs to find another network. */
function hasBeenOffline({ connection, nowMs }: PageState): boolean {
  return connection.kind === 'offline' && nowMs - connection.sinceMs >= offlineForMs
}

/** A held visitor has been noticed. Who chose to go on waiting is not asked again before the same time has passed. */
function hasGoneUnnoticed(state: PageState): boolean {
  const { knock, room, waiting } = state
  if (room === null || knock.kind !== 'live' || knock.phase.kind !== 'waiting') return false
  const sinceMs = Math.max(knock.knockedAtMs, waiting.chosenAtMs ?? 0)
  return serverNow(state) - sinceMs >= room.unnoticedAfterMs
}
