import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import type { AlertStatus, RingStatus, SelfTestCheck } from '../../src-shared/desk-state.ts'
import type { CallId, DeskId, KnockId } from '../../src-shared/ids.ts'
import type { UpdateStatus } from '../../src-shared/update-status.ts'
import type { RoomFact } from '../ports.ts'

/** What happened at this desk itself. */
export type LocalFact =
  | { readonly kind: 'room-chosen'; readonly visitorUrl: string; readonly deskId: DeskId }
  /** `name` is what this desk is called now, never empty unless nothing is known. */
  | { readonly kind: 'settings-changed'; readonly settings: DeskSettings; readonly name: string }
  /** A person left this desk's call. That needs no permission, so it is a fact before the server knows. */
  | { readonly kind: 'hung-up'; readonly callId: CallId }
  | { readonly kind: 'ringer-reported'; readonly status: RingStatus }
  | { readonly kind: 'ring-test-started' }
  | { readonly kind: 'ring-test-ended' }
  | { readonly kind: 'knock-announced'; readonly knockId: KnockId }
  /** `knockId` is null for the sample that a person asked for. */
  | { readonly kind: 'alert-reported'; readonly knockId: KnockId | null; readonly status: AlertStatus }
  | { readonly kind: 'alert-cleared'; readonly knockId: KnockId }
  /** For what changes with time alone. */
  | { readonly kind: 'time-passed' }
  | { readonly kind: 'self-test-started' }
  | { readonly kind: 'self-test-ended'; readonly checks: readonly SelfTestCheck[] }
  | { readonly kind: 'update-reported'; readonly status: UpdateStatus }
  | { readonly kind: 'screen-locked'; readonly isLocked: boolean }

/** A fact without its time. */
export type BareFact = RoomFact | LocalFact

/** All that can change the state. `atMs` is this desk's clock, so that reducers need none. */
export type DeskFact = BareFact & { readonly atMs: number }
