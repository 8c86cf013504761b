import * as v from 'valibot'
import { RoomAddressSchema } from './ids.ts'
import { LanguageSchema } from './language.ts'
import { PresenceNowSchema, ProfileSchema, type PublicRoom } from './room.ts'

export const PublicRoomSchema = v.object({
  address: RoomAddressSchema,
  profile: ProfileSchema,
  presenceNow: PresenceNowSchema,
  isDeskOnline: v.boolean(),
  unnoticedAfterMs: v.pipe(v.number(), v.minValue(0)),
  timeZone: v.string(),
}) satisfies v.GenericSchema<unknown, PublicRoom>

/**
 * What the server writes into the visitor's page as JSON, in `<script type="application/json" id="page-data">`, so that
 * the page can say whose door it is before it has connected.
 */
export const PageDataSchema = v.object({ language: LanguageSchema, room: PublicRoomSchema })
export type PageData = v.InferInput<typeof PageDataSchema>
