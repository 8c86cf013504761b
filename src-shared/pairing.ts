import * as v from 'valibot'
import { DeskNameSchema } from './desk-ref.ts'
import { DeskRoleSchema } from './desk-role.ts'
import { DeskIdSchema, DeskKeySchema, RoomAddressSchema } from './ids.ts'
import { parse, parseResult } from './parse.ts'
import { failed, type Result } from './result.ts'

/** A secret that pairs one desk, once, until it expires: 128 bits or more, base64url. */
export const PairingCodeSchema = v.pipe(v.string(), v.regex(/^[\w-]{22,128}$/), v.brand('PairingCode'))
export type PairingCode = v.InferOutput<typeof PairingCodeSchema>

/** What a desk needs to enter a room: the id that the server gave it, and the key that fits only this id. */
export const PairingSchema = v.object({ room: RoomAddressSchema, key: DeskKeySchema, deskId: DeskIdSchema })
export type Pairing = v.InferOutput<typeof PairingSchema>

const CodeLinkSchema = v.object({ room: RoomAddressSchema, code: PairingCodeSchema })
/** What one desk may exchange for a key of its own, once. */
export type PairingCodeLink = v.InferOutput<typeof CodeLinkSchema>

/** What a pairing link carries after its `#`. */
export type PairingLink =
  | { readonly kind: 'code'; readonly link: PairingCodeLink }
  /** `ROOM.KEY`, as before desks had keys of their own. */
  | { readonly kind: 'outdated' }
  | { readonly kind: 'malformed' }

const OutdatedLinkSchema = v.object({ room: RoomAddressSchema, key: DeskKeySchema })

/** `ROOM.pair.CODE`, whose code is exchanged for a key; null for any other fragment, such as the name of a screen. */
export function readPairingSecret(secret: string): PairingLink | null {
  if (!secret.includes('.')) return null
  const [room, key, code] = secret.split('.', 3)
  if (key !== 'pair') return { kind: v.is(OutdatedLinkSchema, { room, key }) ? 'outdated' : 'malformed' }
  const link = parse(CodeLinkSchema, { room, code })
  return link.kind === 'ok' ? { kind: 'code', link: link.value } : { kind: 'malformed' }
}

/** The link that the server of this origin takes: `ORIGIN/desk#ROOM.pair.CODE`. */
export function pairingUrl(origin: string, { room, code }: PairingCodeLink): string {
  return `${origin}/desk#${room}.pair.${code}`
}

/** A whole pairing link: its server's origin, and the secret after the `#`. Null for any other text. */
export function splitPairingUrl(text: string): { readonly url: string; readonly secret: string } | null {
  const [, url, secret] = /^\s*(https?:\/\/[^/\s]+)\/desk#(\S+)\s*$/.exec(text) ?? []
  return url === undefined || secret === undefined ? null : { url, secret }
}

/** Body of `POST /pair`, by which a new desk takes a key of its own. */
export const PairRequestSchema = v.object({
  ...CodeLinkSchema.entries,
  desk: v.object({ name: DeskNameSchema }),
})
export type PairRequest = v.InferInput<typeof PairRequestSchema>
/** The secret by which a device asks whether it was let in: 256 bits, base64url. */
export const PairingTicketSchema = v.pipe(v.string(), v.regex(/^[\w-]{43}$/), v.brand('PairingTicket'))
export type PairingTicket = v.InferOutput<typeof PairingTicketSchema>

/** What a code or a ticket is answered with. */
export const PairAnswerSchema = v.variant('kind', [
  /** In. The server gives the id. */
  v.object({ kind: v.literal('paired'), key: DeskKeySchema, deskId: DeskIdSchema }),
  /** A person at the desk that made the code compares the number there with the one here, and lets this device in. */
  v.object({ kind: v.literal('compare'), ticket: PairingTicketSchema, number: v.string() }),
  /** Nobody has decided yet: ask again. */
  v.object({ kind: v.literal('waiting') }),
])
export type PairAnswer = v.InferOutput<typeof PairAnswerSchema>
export type PairedAnswer = Extract<PairAnswer, { readonly kind: 'paired' }>

/**
 * What `POST /pair` and `POST /pair/wait` answered: also `unauthorised`, `rate-limited`, or `offline` where something
 * between here and the server spoke for it.
 */
export function readPairAnswer(answer: unknown): Result<PairAnswer> {
  const read = parseResult(PairAnswerSchema, answer)
  if (read.kind === 'ok' || read.code === 'rate-limited') return read
  return failed(read.code === 'internal' ? 'offline' : 'unauthorised', read.message)
}

/** Body of `POST /pair/wait`. */
export const PairWaitSchema = v.object({ room: RoomAddressSchema, ticket: PairingTicketSchema })
export type PairWait = v.InferInput<typeof PairWaitSchema>

export const NewcomerIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/), v.brand('NewcomerId'))
export type NewcomerId = v.InferOutput<typeof NewcomerIdSchema>

/** A device that has used a desk's code, as that desk sees it. */
export const NewcomerSchema = v.object({ id: NewcomerIdSchema, name: v.string(), number: v.string() })
export type Newcomer = v.InferOutput<typeof NewcomerSchema>
export const NewcomerAnswerSchema = v.object({ newcomerId: NewcomerIdSchema, isLetIn: v.boolean() })

/** A one-time pairing link taken apart, as the app takes it to a server elsewhere. `url` is the server's origin. */
export const ServerPairingSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(256), v.regex(/^https?:\/\/[^\s/?#]+$/)),
  ...CodeLinkSchema.entries,
})
export type ServerPairing = v.InferOutput<typeof ServerPairingSchema>

/** The question that follows it: whether this device was let in there. */
export const ServerWaitSchema = v.object({ url: ServerPairingSchema.entries.url, ...PairWaitSchema.entries })
export type ServerWait = v.InferOutput<typeof ServerWaitSchema>

export const PairingOfferSchema = v.object({ url: v.string(), expiresAtMs: v.number() })
export type PairingOffer = v.InferOutput<typeof PairingOfferSchema>

/** A desk with a key of its own; `lastSeenAtMs` is null until it connected once. */
export const PairedDeskSchema = v.object({
  id: DeskIdSchema,
  name: v.string(),
  pairedAtMs: v.number(),
  lastSeenAtMs: v.nullable(v.number()),
  isConnected: v.boolean(),
  /** Servers of before have none. */
  role: v.nullish(DeskRoleSchema, 'owner'),
})
export type PairedDesk = v.InferOutput<typeof PairedDeskSchema>

/** A new name, of which something can be seen. */
export const DeskRenamingSchema = v.object({
  deskId: DeskIdSchema,
  name: v.pipe(DeskNameSchema, v.minLength(1)),
})
export const DeskRoleChangeSchema = v.object({ deskId: DeskIdSchema, role: DeskRoleSchema })
export const DeskIdRefSchema = v.object({ deskId: DeskIdSchema })
