import * as v from 'valibot'
import { IntroducedDeskSchema } from './desk-ref.ts'
import { DeskIdSchema, DeskKeySchema, RoomAddressSchema } from './ids.ts'
import { limits } from './limits.ts'
import { parseResult } from './parse.ts'
import { failed, type Result } from './result.ts'

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
  desk: IntroducedDeskSchema,
})
export type PairRequest = v.InferInput<typeof PairRequestSchema>
const PairAnswerSchema = v.object({ key: DeskKeySchema })
export type PairAnswer = v.InferOutput<typeof PairAnswerSchema>

/**
 * What `POST /pair` answered: the key, `unauthorised`, `rate-limited`, or `offline` where something between here and
 * the server spoke for it.
 */
export function readPairAnswer(answer: unknown): Result<PairAnswer> {
  const read = parseResult(PairAnswerSchema, answer)
  if (read.kind === 'ok' || read.code === 'rate-limited') return read
  return failed(read.code === 'internal' ? 'offline' : 'unauthorised', read.message)
}

/** A one-time pairing link taken apart, as the app takes it to a server elsewhere. `url` is the server's origin. */
export const ServerPairingSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(256), v.regex(/^https?:\/\/[^\s/?#]+$/)),
  room: RoomAddressSchema,
  code: PairingCodeSchema,
})
export type ServerPairing = v.InferOutput<typeof ServerPairingSchema>

export const PairingOfferSchema = v.object({ url: v.string(), expiresAtMs: v.number() })
export type PairingOffer = v.InferOutput<typeof PairingOfferSchema>

/** A desk with a key of its own; `lastSeenAtMs` is null until it connected once. */
export const PairedDeskSchema = v.object({
  id: DeskIdSchema,
  name: v.string(),
  pairedAtMs: v.number(),
  lastSeenAtMs: v.nullable(v.number()),
  isConnected: v.boolean(),
})
export type PairedDesk = v.InferOutput<typeof PairedDeskSchema>

export const DeskNameSchema = v.object({
  deskId: DeskIdSchema,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(limits.nameLength)),
})
export const DeskIdRefSchema = v.object({ deskId: DeskIdSchema })
