import type { Signal } from '../src-shared/call.ts'
import type { Clock } from '../src-shared/clock.ts'
import type { DeskSettings } from '../src-shared/desk-settings.ts'
import type { AlertStatus, RingStatus } from '../src-shared/desk-state.ts'
import type { DeskId, DeskKey, KnockId, RoomAddress } from '../src-shared/ids.ts'
import type { Language } from '../src-shared/language.ts'
import type { DeskCommands } from '../src-shared/all-desk-commands.ts'
import type { DeskFacts } from '../src-shared/protocol.ts'
import type { FailureCode, Result } from '../src-shared/result.ts'
import type { RingOrder } from '../src-shared/ring-order.ts'
import type { DeskRef } from '../src-shared/desk-ref.ts'
import type { UpdateStatus } from '../src-shared/update-status.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import type { CommandAnswers, CommandPayload, WireFact } from '../src-shared/wire.ts'

/** Where a desk's room is, and as whom it goes there. `url` is the server's origin. */
export type RoomTarget = {
  readonly url: string
  readonly room: RoomAddress
  readonly key: DeskKey
  readonly deskId: DeskId
}

/** What the room server and the connection to it report, in the order of arrival. */
export type RoomFact =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'displaced' }
  /** The server is about to stop, and comes back. */
  | { readonly kind: 'restarting' }
  | WireFact<DeskFacts, Exclude<keyof DeskFacts, 'signal' | 'displaced' | 'key:given' | 'server:restarting'>>

/** Signals are not among them: see `RoomPort.sendSignal`. */
export type RoomCommandName = Exclude<keyof DeskCommands, 'signal'>

/** Receives what the room says. */
export type RoomListener = {
  readonly onFact: (fact: RoomFact) => void
  readonly onSignal: (signal: Signal) => void
}

/** The connection to the room server. One at a time; it reconnects by itself. */
export type RoomPort = {
  /** Replaces the previous connection. */
  connect: (target: RoomTarget, self: DeskRef) => void
  /** Tries again now, even after `refused` and `displaced`. */
  reconnect: () => void
  /** Never rejects: without a connection, or without an answer in 10 s, it resolves to `offline`. */
  request: <Name extends RoomCommandName>(
    name: Name,
    payload: CommandPayload<DeskCommands, Name>,
  ) => Promise<Result<CommandAnswers<DeskCommands>[Name]>>
  /** Kept until the server has acknowledged it, and sent again after the next connect. */
  sendSignal: (signal: Signal) => void
  /** Replaces the previous listener. */
  follow: (listener: RoomListener) => void
  dispose: () => void
}

/** A notice for one knock. The adapter words it in `language`. */
export type KnockAlert = {
  readonly knockId: KnockId
  readonly name: string
  /** The visitor came with a call-back link. */
  readonly isInvited: boolean
  readonly language: Language
}

/** A press on a notice. `open` is a press beside the buttons and decides nothing. */
export type AlertActivation =
  | { readonly kind: 'admit'; readonly knockId: KnockId }
  | { readonly kind: 'deny'; readonly knockId: KnockId }
  | { readonly kind: 'open' }

/** OS-level notices. A press may be reported twice; commands are idempotent. */
export type AlertPort = {
  /** Resolves to what became of it, within a few seconds. Never rejects. */
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

/** The always-on-top card. It reads the state itself; the core only shows and hides it. */
export type CardPort = { setVisible: (isVisible: boolean) => void }

/** What tray, badge, taskbar and title show while the window is hidden. */
export type Attention = {
  readonly kind: 'offline' | 'idle' | 'knock' | 'practice' | 'call'
  /** Waiting and held knocks of visitors. */
  readonly openKnocks: number
  /** Visits that somebody still has to deal with. */
  readonly openFollowUps: number
  /** True while somebody has to come to the screen: the taskbar flashes. */
  readonly isUrgent: boolean
}
export type AttentionPort = { apply: (attention: Attention) => void }

/** Flashes every display of this desk, for people who wear hearing protection. Idempotent. */
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
  /** Whether the system's own password store holds what this desk and its server must keep to themselves. */
  | { readonly part: 'secrets'; readonly found: 'safe' | 'only-a-file' }

/** Checks what only the adapter can: card, camera, microphone, and whether the ring is audible. */
export type SelfTestPort = {
  /**
   * Starts together with the 3 s test of the ring. A part that is missing counts as `not-here`; for `ring` the ringer's
   * own status counts as well. Has to answer within 20 s; never rejects.
   */
  run: () => Promise<readonly SelfTestFinding[]>
}

/** A key combination that works whichever program has the keyboard. */
export type ShortcutPort = {
  /**
   * Replaces the previous combination; null removes it. False, with none set, if another program has it or this
   * platform has no such shortcuts.
   */
  setAdmitShortcut: (combination: string | null) => boolean
  onPressed: (listener: () => void) => Unsubscribe
}

/** Newer versions of this program. */
export type UpdatePort = {
  /** Ends the program and begins the version that is ready; nothing happens while none is. */
  install: () => void
  onStatus: (listener: (status: UpdateStatus) => void) => Unsubscribe
}

/** The window or tab with the face. */
export type FacePort = { bringForward: () => void }

export type SettingsPort = {
  /** Always complete and valid: what cannot be read is replaced by its default. */
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
  readonly updates: UpdatePort
  readonly settings: SettingsPort
  readonly clock: Clock
  readonly log: LogPort
}
