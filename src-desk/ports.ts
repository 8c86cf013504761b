import type { Signal } from '../src-shared/call.ts'
import type { Clock } from '../src-shared/clock.ts'
import type { DeskSettings } from '../src-shared/desk-settings.ts'
import type { AlertStatus, RingStatus } from '../src-shared/desk-state.ts'
import type { DeskKey, KnockId, RoomAddress } from '../src-shared/ids.ts'
import type { Language } from '../src-shared/language.ts'
import type { DeskCommands, DeskFacts } from '../src-shared/protocol.ts'
import type { FailureCode, Result } from '../src-shared/result.ts'
import type { RingOrder } from '../src-shared/ring-order.ts'
import type { DeskRef } from '../src-shared/desk-ref.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import type { CommandAnswers, CommandPayload, WireFact } from '../src-shared/wire.ts'

/** Where a desk's room is. `url` is the server's origin. */
export type RoomTarget = { readonly url: string; readonly room: RoomAddress; readonly key: DeskKey }

/** What the room server and the connection to it report. Past tense, in the order of arrival. */
export type RoomFact =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'displaced' }
  | WireFact<DeskFacts, Exclude<keyof DeskFacts, 'signal' | 'displaced'>>

/** Commands and requests other than signals, which have their own way. */
export type RoomCommandName = Exclude<keyof DeskCommands, 'signal'>

/** Who hears of what a room says. */
export type RoomListener = {
  readonly onFact: (fact: RoomFact) => void
  readonly onSignal: (signal: Signal) => void
}

/** The connection to the room server. One at a time; it reconnects by itself. */
export type RoomPort = {
  /** Replaces the connection there was. */
  connect: (target: RoomTarget, self: DeskRef) => void
  /** Tries again now, also after `refused` and `displaced`. */
  reconnect: () => void
  /** Never rejects: without a connection, or without an answer in 10 s, it resolves to `offline`. */
  request: <Name extends RoomCommandName>(
    name: Name,
    payload: CommandPayload<DeskCommands, Name>,
  ) => Promise<Result<CommandAnswers<DeskCommands>[Name]>>
  /** Kept until the server has acknowledged it, and sent again after the next connect. */
  sendSignal: (signal: Signal) => void
  /** From now on this one hears, and nobody else. */
  follow: (listener: RoomListener) => void
  dispose: () => void
}

/** A notice for one knock. The adapter finds the words, in `language`. */
export type KnockAlert = { readonly knockId: KnockId; readonly name: string; readonly language: Language }

/** A press on a notice. `open` is a press beside the buttons, and never a decision. */
export type AlertActivation =
  | { readonly kind: 'admit'; readonly knockId: KnockId }
  | { readonly kind: 'deny'; readonly knockId: KnockId }
  | { readonly kind: 'open' }

/** OS-level notices. A press may be reported twice; commands are idempotent. */
export type AlertPort = {
  /** Resolves to what became of it; never rejects, and never hangs for more than a few seconds. */
  show: (alert: KnockAlert) => Promise<AlertStatus>
  clear: (knockId: KnockId) => void
  onActivated: (listener: (activation: AlertActivation) => void) => Unsubscribe
  dispose: () => void
}

export type RingerPort = {
  apply: (order: RingOrder) => void
  onStatus: (listener: (status: RingStatus) => void) => Unsubscribe
  dispose: () => void
}

/** The always-on-top card. It reads the state itself; here it is only shown and hidden. */
export type CardPort = { setVisible: (isVisible: boolean) => void }

/** What the desk shows of itself when its window is hidden: tray, badge, taskbar, title. */
export type Attention = {
  readonly kind: 'offline' | 'idle' | 'knock' | 'call'
  /** Knocks that wait or are held. */
  readonly openKnocks: number
  /** Visits that somebody still has to deal with, as a badge shows them. */
  readonly openFollowUps: number
  /** True while somebody has to be called to the screen: the taskbar flashes. */
  readonly isUrgent: boolean
}
export type AttentionPort = { apply: (attention: Attention) => void }

/** Every display of this desk, flashing for people with hearing protection. The same again changes nothing. */
export type FlashPort = { setFlashing: (isFlashing: boolean) => void }

/** What an adapter found of a camera or a microphone. */
export type DeviceFinding =
  | 'present'
  | 'none'
  | 'denied-by-system'
  | 'denied-by-browser'
  /** A page without HTTPS is given no devices. */
  | 'no-secure-page'
  | 'no-answer'

/** What an adapter found of one part of a desk. Whether that is good, the core says (`self-test/judge.ts`). */
export type SelfTestFinding =
  | { readonly part: 'ring'; readonly found: 'audible' | 'inaudible' }
  | { readonly part: 'card'; readonly found: 'ready' | 'gone' }
  | { readonly part: 'camera' | 'microphone'; readonly found: DeviceFinding }

/** What only the adapter can find out: whether card, camera and microphone are there, and whether the ring is heard. */
export type SelfTestPort = {
  /**
   * The ring's test of 3 s begins together with it. A part that is missing in the answer counts as `not-here`, except
   * for `ring`, for which the ringer's own status counts too. An answer after 20 s comes too late; never rejects.
   */
  run: () => Promise<readonly SelfTestFinding[]>
}

/** A key combination that works while any program has the keyboard. */
export type ShortcutPort = {
  /**
   * Replaces the combination there was; null has none. False when it cannot be had, because another program has it or
   * there are none here; then none is set.
   */
  setAdmitShortcut: (combination: string | null) => boolean
  onPressed: (listener: () => void) => Unsubscribe
}

/** The window or tab with the face. */
export type FacePort = { bringForward: () => void }

export type SettingsPort = {
  /** Always whole and valid: what cannot be read is replaced by its default. */
  load: () => DeskSettings
  save: (settings: DeskSettings) => void
}

/** Info is one line per lifecycle transition. A visitor's name or message never goes above debug. */
export type LogPort = {
  debug: (message: string, detail?: unknown) => void
  info: (message: string, detail?: unknown) => void
  warn: (message: string, detail?: unknown) => void
  error: (message: string, detail?: unknown) => void
}

export type DeskPorts = {
  readonly room: RoomPort
  readonly alerts: AlertPort
  readonly ringer: RingerPort
  readonly card: CardPort
  readonly attention: AttentionPort
  readonly flash: FlashPort
  readonly face: FacePort
  readonly shortcut: ShortcutPort
  readonly selfTest: SelfTestPort
  readonly settings: SettingsPort
  readonly clock: Clock
  readonly log: LogPort
}
