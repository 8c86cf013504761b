import * as v from 'valibot'
import { CallRefSchema, CallSchema, SignalSchema } from './call.ts'
import { deskRequests } from './desk-requests.ts'
import { DenialRequestSchema, HoldSchema, KnockRefSchema } from './protocol.ts'
import { PresenceSettingSchema, ProfileSchema } from './room.ts'
import { RoomRulesSchema } from './room-rules.ts'
import type { CommandEvents, RoleCommandSchemas } from './wire.ts'

/**
 * Commands of a desk. Each is idempotent, and each is acknowledged; the first decision of a knock wins. `role` says who
 * may give it: every desk, or owners alone.
 */
export const deskCommands = {
  admit: { payload: KnockRefSchema, answer: CallSchema, role: 'desk' },
  hold: { payload: HoldSchema, answer: v.null(), role: 'desk' },
  deny: { payload: DenialRequestSchema, answer: v.null(), role: 'desk' },
  /** The knock is as it was before it was denied. */
  'undo-deny': { payload: KnockRefSchema, answer: v.null(), role: 'desk' },
  'hang-up': { payload: CallRefSchema, answer: v.null(), role: 'desk' },
  signal: { payload: SignalSchema, answer: v.null(), role: 'desk' },
  'profile:set': { payload: ProfileSchema, answer: v.null(), role: 'owner' },
  'presence:set': { payload: PresenceSettingSchema, answer: v.null(), role: 'desk' },
  'rules:set': { payload: RoomRulesSchema, answer: v.null(), role: 'owner' },
  /** Whether this desk's screen is locked, so that nobody sees it. */
  'desk:locked': { payload: v.boolean(), answer: v.null(), role: 'desk' },
  ...deskRequests,
} as const satisfies RoleCommandSchemas
export type DeskCommands = typeof deskCommands
export type DeskToServer = CommandEvents<DeskCommands>
