import type { Signal } from './call.ts'
import type { FlashNotice, ShareSource, SharingLabel, WindowBridge } from './bridge.ts'
import type { CardCommand, CardState } from './card.ts'
import type { DeskCommand } from './desk-command.ts'
import type { DeskRequestName } from './desk-requests.ts'
import type { DeskState, RingStatus } from './desk-state.ts'
import type { PairAnswer, ServerPairing, ServerWait } from './pairing.ts'
import type { Done, Result } from './result.ts'
import type { RingOrder } from './ring-order.ts'

/** What a window of the app is for. It decides which channels it may use. */
export type WindowRole = WindowBridge['role']

/** A window asks, main answers. `null` stands for "nothing". */
export type IpcQuestions = {
  'state:get': { readonly payload: null; readonly answer: DeskState }
  command: { readonly payload: DeskCommand; readonly answer: Done }
  /** Checked against `deskRequests` by its name. */
  request: {
    readonly payload: { readonly name: DeskRequestName; readonly payload: unknown }
    readonly answer: Result<unknown>
  }
  'card:get': { readonly payload: null; readonly answer: CardState }
  'card:answer': { readonly payload: CardCommand; readonly answer: Done }
  'server:pair': { readonly payload: ServerPairing; readonly answer: Result<PairAnswer> }
  'server:pair-wait': { readonly payload: ServerWait; readonly answer: Result<PairAnswer> }
  'share:list-sources': { readonly payload: null; readonly answer: readonly ShareSource[] }
  'sharing:get-label': { readonly payload: null; readonly answer: SharingLabel }
  'flash:get-notice': { readonly payload: null; readonly answer: FlashNotice }
}

/** A window tells main. */
export type IpcNotices = {
  'signal:send': Signal
  'share:choose': string | null
  'share:label': string | null
  'face:open': null
  'face:alive': null
  'card:resize': number
  'ring:status': RingStatus
  'ring:ready': null
  'sharing:stop': null
}

/** Main tells a window. */
export type IpcPushes = {
  'state:changed': DeskState
  'card:changed': CardState
  'signal:received': Signal
  'share:requested': null
  'share:stop-wanted': null
  'ring:order': RingOrder
  'sharing:label': SharingLabel
  'flash:notice': FlashNotice
}
