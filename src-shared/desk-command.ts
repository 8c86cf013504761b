import * as v from 'valibot'
import { DeskSettingsSchema } from './desk-settings.ts'
import { CallIdSchema } from './ids.ts'
import { DenialSchema, HoldSchema, KnockRefSchema } from './protocol.ts'
import { PresenceSettingSchema, ProfileSchema } from './room.ts'
import { RoomRulesSchema } from './room-rules.ts'

/** The answers to a knock. */
export const cardCommandSchemas = [
  v.object({ kind: v.literal('admit'), ...KnockRefSchema.entries }),
  v.object({ kind: v.literal('hold'), ...HoldSchema.entries }),
  /** Told to the visitor after a while, unless it is undone. */
  v.object({ kind: v.literal('deny'), ...DenialSchema.entries }),
  v.object({ kind: v.literal('undo-deny'), ...KnockRefSchema.entries }),
] as const

/**
 * All that a person at a desk can ask for, as data, so that it can cross the bridge. The answer comes back as a
 * `Result`, and what it changed as the next state.
 */
export const DeskCommandSchema = v.variant('kind', [
  ...cardCommandSchemas,
  v.object({ kind: v.literal('hang-up'), callId: CallIdSchema }),
  v.object({ kind: v.literal('set-profile'), profile: ProfileSchema }),
  v.object({ kind: v.literal('set-presence'), setting: PresenceSettingSchema }),
  v.object({ kind: v.literal('set-rules'), rules: RoomRulesSchema }),
  v.object({ kind: v.literal('change-settings'), settings: v.partial(DeskSettingsSchema) }),
  v.object({ kind: v.literal('test-ring') }),
  v.object({ kind: v.literal('test-alert') }),
  /** Checks everything that must work when a knock comes; the outcome is `DeskState.selfTest`. */
  v.object({ kind: v.literal('self-test') }),
  /** Connect again now: after `displaced`, after `refused`, or because a person does not want to wait. */
  v.object({ kind: v.literal('reconnect') }),
  /** Ends the app and begins the newer version; refused while anybody waits or talks. */
  v.object({ kind: v.literal('install-update') }),
])
export type DeskCommand = v.InferOutput<typeof DeskCommandSchema>
