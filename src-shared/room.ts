import * as v from 'valibot'
import { RoomAddressSchema, type RoomAddress } from './ids.ts'
import { localTextSchema, type LocalText } from './language.ts'
import { limits } from './limits.ts'
import { RoomRulesSchema, type RoomRules } from './room-rules.ts'

/** Whether anybody is there. Set by hand at a desk; see `PublicRoom.presence` for what visitors are told. */
export const presences = ['open', 'in-meeting', 'away', 'closed'] as const
export const PresenceSchema = v.picklist(presences)
export type Presence = v.InferOutput<typeof PresenceSchema>

/** What a company says of itself to its visitors. */
export type Profile = {
  readonly company: LocalText
  /** As the company writes it, e.g. `03-1234-5678`; empty when there is none to offer. */
  readonly phone: string
  readonly greeting: LocalText
}

export const ProfileSchema = v.object({
  company: localTextSchema(limits.companyLength),
  phone: v.pipe(v.string(), v.trim(), v.maxLength(limits.phoneLength), v.regex(/^[0-9+()\-. ]*$/)),
  greeting: localTextSchema(limits.greetingLength),
}) satisfies v.GenericSchema<unknown, Profile>

/**
 * How presence is decided. `automatic` follows the opening hours, and is *open* where none are used. `manual` is a
 * desk's own word and falls back to `automatic` at `untilMs`, which visitors are told (*in a meeting until 14:30*).
 */
export const PresenceSettingSchema = v.variant('kind', [
  v.object({ kind: v.literal('automatic') }),
  v.object({
    kind: v.literal('manual'),
    presence: PresenceSchema,
    untilMs: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
])
export type PresenceSetting = v.InferOutput<typeof PresenceSettingSchema>

/** Presence as it is now; `untilMs` is when it will change by itself, null when nobody knows. */
export type PresenceNow = { readonly presence: Presence; readonly untilMs: number | null }
export const PresenceNowSchema = v.object({ presence: PresenceSchema, untilMs: v.nullable(v.number()) })

/** A room as its desks see it. */
export type Room = {
  readonly address: RoomAddress
  readonly profile: Profile
  readonly presenceSetting: PresenceSetting
  /** What visitors are told, calls and locked screens included. */
  readonly presenceNow: PresenceNow
  readonly rules: RoomRules
}

export const RoomSchema: v.GenericSchema<unknown, Room> = v.object({
  address: RoomAddressSchema,
  profile: ProfileSchema,
  presenceSetting: PresenceSettingSchema,
  presenceNow: PresenceNowSchema,
  rules: RoomRulesSchema,
})

/** A room as anybody with its address sees it. */
export type PublicRoom = {
  readonly address: RoomAddress
  readonly profile: Profile
  /**
   * The setting's presence; but `open` becomes `in-meeting` while every connected desk is in a call, and `away` while
   * every connected desk's screen is locked.
   */
  readonly presenceNow: PresenceNow
  /** False when no desk is connected: nobody can hear a knock now. */
  readonly isDeskOnline: boolean
  readonly unnoticedAfterMs: number
  /** IANA name of the room's clock, for times that visitors are told. */
  readonly timeZone: string
}
