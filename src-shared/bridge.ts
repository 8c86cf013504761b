import type { Signal } from './call.ts'
import type { CardCommand, CardState } from './card.ts'
import type { DeskCommand } from './desk-command.ts'
import type { DeskRequestAnswers, DeskRequestName, DeskRequestPayload } from './desk-requests.ts'
import type { DeskState, RingStatus } from './desk-state.ts'
import type { Language } from './language.ts'
import type { PairAnswer, ServerPairing, ServerWait } from './pairing.ts'
import type { Done, Result } from './result.ts'
import type { RingOrder } from './ring-order.ts'
import type { Unsubscribe } from './unsubscribe.ts'

/**
 * What each window of the app finds as `window.konkon`: verbs, not channels. One type per window role, so that a window
 * gets no more than it needs.
 */
export type DeskWindowBridge = {
  readonly role: 'desk'
  getState: () => Promise<DeskState>
  onState: (listener: (state: DeskState) => void) => Unsubscribe
  command: (command: DeskCommand) => Promise<Done>
  request: <Name extends DeskRequestName>(
    name: Name,
    payload: DeskRequestPayload<Name>,
  ) => Promise<Result<DeskRequestAnswers[Name]>>
  /**
   * Exchanges a one-time code for a key of this desk's own, or for a number to compare. Never rejects; without an answer it resolves to `offline`.
   */
  pairWithServer: (link: ServerPairing) => Promise<Result<PairAnswer>>
  /** Whether this desk was let in there meanwhile. Never rejects; resolves to `waiting` while nobody has decided. */
  waitForServer: (question: ServerWait) => Promise<Result<PairAnswer>>
  sendSignal: (signal: Signal) => void
  onSignal: (listener: (signal: Signal) => void) => Unsubscribe
  /** Screens and windows to choose from. Empty unless a share was asked for just now. */
  listShareSources: () => Promise<readonly ShareSource[]>
  /** Main asks which source to share; the answer is `chooseShareSource`. */
  onShareRequested: (listener: () => void) => Unsubscribe
  /** Null cancels. */
  chooseShareSource: (id: string | null) => void
  /** Shows or hides the "you are sharing" pill; null when nothing is shared. */
  setSharing: (label: string | null) => void
  /** *Stop* was pressed on the pill, or the shared display went away. */
  onStopSharing: (listener: () => void) => Unsubscribe
  /** To be called every `aliveEveryMs` by a page that shows something; one that falls silent is reloaded. */
  reportAlive: () => void
}

export type CardWindowBridge = {
  readonly role: 'card'
  getState: () => Promise<CardState>
  onState: (listener: (state: CardState) => void) => Unsubscribe
  /** `wrong-state` for any knock but the one that the card shows. */
  answer: (command: CardCommand) => Promise<Done>
  /** Brings the desk's window to the front. */
  openDesk: () => void
  /** The height that the card's contents need, in CSS px. */
  resize: (heightPx: number) => void
}

export type RingerWindowBridge = {
  readonly role: 'ringer'
  onOrder: (listener: (order: RingOrder) => void) => Unsubscribe
  report: (status: RingStatus) => void
  /** Orders sent before this were kept. */
  ready: () => void
}

export type SharingWindowBridge = {
  readonly role: 'sharing'
  getLabel: () => Promise<SharingLabel>
  onLabel: (listener: (shown: SharingLabel) => void) => Unsubscribe
  stop: () => void
}

/** What the sharing pill says: the name of what is shared, and the language of the rest. */
export type SharingLabel = { readonly label: string; readonly language: Language }

/** Covers one display while it flashes. There is one such window per display. */
export type FlashWindowBridge = {
  readonly role: 'flash'
  getNotice: () => Promise<FlashNotice>
  onNotice: (listener: (notice: FlashNotice) => void) => Unsubscribe
}

/** Who is knocking: the first visitor's name, empty if none was given, and how many others are waiting. */
export type FlashNotice = { readonly name: string; readonly others: number; readonly language: Language }

export type WindowBridge =
  | DeskWindowBridge
  | CardWindowBridge
  | RingerWindowBridge
  | SharingWindowBridge
  | FlashWindowBridge

/** How often the desk's page says that it is alive, in ms. */
export const aliveEveryMs = 10_000

/** A screen or window that can be shared. */
export type ShareSource = {
  readonly id: string
  readonly name: string
  readonly kind: 'screen' | 'window'
  /** A `data:` URL, empty when the system gave no picture. */
  readonly thumbnailUrl: string
}
