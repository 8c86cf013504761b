import * as v from 'valibot'
import { DeskIdSchema, RoomAddressSchema, type DeskId, type DeskKey } from './ids.ts'
import { limits } from './limits.ts'

/** A secret that pairs one desk, once, until it expires: 128 bits or more, base64url. */
export const PairingCodeSchema = v.pipe(v.string(), v.regex(/^[\w-]{22,128}$/), v.brand('PairingCode'))
export type PairingCode = v.InferOutput<typeof PairingCodeSchema>

/**
 * Body of `POST /pair`, by which a new desk takes a key of its own. A link carries it after the `#` as
 * `ROOM.pair.CODE`, beside `ROOM.KEY`, which pairs with the room's own key.
 */
export const PairRequestSchema = v.object({
  room: RoomAddressSchema,
  code: PairingCodeSchema,
  desk: v.object({ id: DeskIdSchema, name: v.pipe(v.string(), v.trim(), v.maxLength(limits.nameLength)) }),
})
export type PairRequest = v.InferInput<typeof PairRequestSchema>
export type PairAnswer = { readonly key: DeskKey }

/** A one-time pairing link taken apart, as the app takes it to a server elsewhere. `url` is the server's origin. */
export const ServerPairingSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(256), v.regex(/^https?:\/\/[^\s/?#]+$/)),
  room: RoomAddressSchema,
  code: PairingCodeSchema,
})
export type ServerPairing = v.InferOutput<typeof ServerPairingSchema>

export type PairingOffer = { readonly url: string; readonly expiresAtMs: number }

/** A desk with a key of its own. */
export type PairedDesk = {
  readonly id: DeskId
  readonly name: string
  readonly pairedAtMs: number
  /** Null until it connected once. */
  readonly lastSeenAtMs: number | null
  readonly isConnected: boolean
}

export const DeskNameSchema = v.object({
  deskId: DeskIdSchema,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(limits.nameLength)),
})
export const DeskIdRefSchema = v.object({ deskId: DeskIdSchema })
