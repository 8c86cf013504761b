import type { Call, CallEnd, IceServer } from './call.ts'
import type { CallLine } from './call-line.ts'
import type { DeskSettings } from './desk-settings.ts'
import type { DeskRole } from './desk-role.ts'
import type { CallId, KnockId } from './ids.ts'
import type { DeskKnock, KnockEnd } from './knock.ts'
import type { FailureCode } from './result.ts'
import type { LanCertificate } from './lan-certificate.ts'
import type { Room } from './room.ts'
import type { ConnectedDesk, DeskRef } from './desk-ref.ts'
import type { Newcomer } from './pairing.ts'
import type { ServerNotice } from './server-notice.ts'
import type { ServerTrouble } from './server-trouble.ts'
import type { WayTrouble } from './way-trouble.ts'
import type { UpdateStatus } from './update-status.ts'
import type { Visit } from './visit.ts'

/**
 * All that one front desk knows, as plain data: the core holds it, the face shows it, and in the app it crosses the
 * bridge as it is.
 */
export type DeskState = {
  readonly connection: ConnectionState
  readonly self: DeskRef
  /** What this desk may do, as the server says; an owner's until it has said so. */
  readonly role: DeskRole
  /** The visitor's URL, to copy or print; null until the server is known. */
  readonly visitorUrl: string | null
  /** The visitor's URL for phones and PCs of the same network; null while the server is not open to it. */
  readonly lanUrl: string | null
  /** That of the server for its network; null while it is not open to it. */
  readonly lanCertificate: LanCertificate | null
  /** The visitor's URL for everybody, as the server's operator has set it; null when not set. */
  readonly publicUrl: string | null
  readonly room: Room | null
  readonly revision: number
  readonly desks: readonly ConnectedDesk[]
  /** Open knocks, oldest first. */
  readonly knocks: readonly DeskKnock[]
  readonly calls: readonly Call[]
  /** Those of this desk's own call, with passwords that are renewed while it lasts. */
  readonly iceServers: readonly IceServer[]
  /** What both sides of this desk's own call have written, in order. */
  readonly lines: readonly CallLine[]
  /** Why the server cannot write, and so refuses knocks; null while it can. */
  readonly serverTrouble: ServerTrouble | null
  /** Why customers do not get in from outside, as the server told last. */
  readonly wayTrouble: WayTrouble | null
  /** What the server wants a person to know, until one confirms it. */
  /** Devices that used a link of this desk and wait for its answer. */
  readonly newcomers: readonly Newcomer[]
  /** The last desk that was paired while this one looked on. */
  readonly lastPaired: DeskRef | null
  readonly serverNotices: readonly ServerNotice[]
  /** Server clock minus this desk's clock, in ms. */
  readonly clockOffsetMs: number
  /** Ended knocks of the last while, newest first: who answered, or that the visitor went. */
  readonly recentEnds: readonly RecentEnd[]
  readonly lastCallEnd: { readonly callId: CallId; readonly visitorName: string; readonly reason: CallEnd } | null
  /** Visits that still have to be dealt with, newest first. */
  readonly followUps: readonly Visit[]
  readonly settings: DeskSettings
  readonly ring: RingStatus
  readonly alert: AlertStatus
  /** True while every display of this desk is to flash, for people with hearing protection. */
  readonly isFlashing: boolean
  /** What is wrong now and could make a knock go unnoticed. */
  readonly alarms: readonly Alarm[]
  readonly selfTest: SelfTest
  readonly update: UpdateStatus
}

/** Shown until it is over, and sounded once when it begins. */
export type Alarm =
  /** The server has been out of reach for 20 s or more. */
  | { readonly kind: 'server-unreachable'; readonly sinceMs: number }
  | { readonly kind: 'server-cannot-write'; readonly trouble: ServerTrouble }
  /** Nobody gets in by the address on the internet, or soon nobody will. */
  | { readonly kind: 'way-in-trouble'; readonly trouble: WayTrouble }
  | { readonly kind: 'alerts-blocked' }
  /** No sound can be made, or the chosen output is gone. */
  | { readonly kind: 'sound-lost' }
  /** A newer version, released at `sinceMs`, has not been installed for a week. */
  | { readonly kind: 'outdated'; readonly version: string; readonly sinceMs: number }

export type SelfTest =
  | { readonly kind: 'never' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly atMs: number; readonly checks: readonly SelfTestCheck[] }

export type SelfTestCheck = {
  readonly part: 'server' | 'ring' | 'alert' | 'card' | 'camera' | 'microphone' | 'relay' | 'call-outs' | 'secrets'
  readonly outcome:
    | { readonly kind: 'good' }
    /** Not used or not possible here, e.g. a card in a browser. */
    | { readonly kind: 'not-here' }
    /** It works, but not as well as it might. */
    | { readonly kind: 'weak' }
    | { readonly kind: 'bad'; readonly cause: string }
}

export type ConnectionState =
  | { readonly kind: 'connecting' }
  /** `isStopping`: the server has said that it is about to stop. */
  | { readonly kind: 'online'; readonly isStopping?: true }
  /** Tries again by itself; `sinceMs` is this desk's clock. `isRestart`: the server had said that it would stop. */
  | { readonly kind: 'offline'; readonly sinceMs: number; readonly isRestart?: true }
  /** Does not try again by itself: the key, the room or the version is wrong. */
  | { readonly kind: 'refused'; readonly code: FailureCode }
  /** The same desk is open elsewhere. */
  | { readonly kind: 'displaced' }

export type RecentEnd = {
  readonly knockId: KnockId
  readonly name: string
  readonly end: KnockEnd
  /** From the knock to its end. */
  readonly waitedMs: number
  /** Epoch ms of the server's clock. */
  readonly atMs: number
}

/** What the loudspeaker does, as the ringer itself reports it. */
export type RingStatus =
  | { readonly kind: 'silent' }
  | { readonly kind: 'ringing' }
  /** The browser wants a click before it lets a page make a sound. */
  | { readonly kind: 'needs-gesture' }
  /** The chosen output is gone, so the default one rings. */
  | { readonly kind: 'other-output' }
  | { readonly kind: 'failed'; readonly cause: string }

/** What became of the last OS-level notice. */
export type AlertStatus =
  | { readonly kind: 'none' }
  | { readonly kind: 'shown' }
  | { readonly kind: 'suppressed'; readonly reason: AlertSuppression }
  | { readonly kind: 'failed'; readonly cause: string }

export type AlertSuppression = 'permission-not-asked' | 'permission-denied' | 'unsupported' | 'turned-off-by-system'
