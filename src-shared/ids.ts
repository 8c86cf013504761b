import * as v from 'valibot'

/**
 * Ids are opaque and safe in a URL, a file name, a Windows toast tag and a toast's argument string, hence their
 * alphabet and length.
 */
const idPattern = /^[\w-]{1,64}$/

export const KnockIdSchema = v.pipe(v.string(), v.regex(idPattern), v.brand('KnockId'))
export type KnockId = v.InferOutput<typeof KnockIdSchema>

export const CallIdSchema = v.pipe(v.string(), v.regex(idPattern), v.brand('CallId'))
export type CallId = v.InferOutput<typeof CallIdSchema>

export const InvitationIdSchema = v.pipe(v.string(), v.regex(idPattern), v.brand('InvitationId'))
export type InvitationId = v.InferOutput<typeof InvitationIdSchema>

/** Where a visitor comes from on the network, as a keyed hash: it can be compared, and tells nothing else. */
export const SourceIdSchema = v.pipe(v.string(), v.regex(idPattern), v.brand('SourceId'))
export type SourceId = v.InferOutput<typeof SourceIdSchema>

/** One installation of the front desk: an app, or one browser. */
export const DeskIdSchema = v.pipe(v.string(), v.regex(idPattern), v.brand('DeskId'))
export type DeskId = v.InferOutput<typeof DeskIdSchema>

/** The room's address, the last part of the visitor's URL. */
export const RoomAddressSchema = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/), v.brand('RoomAddress'))
export type RoomAddress = v.InferOutput<typeof RoomAddressSchema>

/**
 * The secret with which a visitor's page finds its own knock again: at least 128 bits, base64url, made by the page
 * before it knocks. It also makes the knock idempotent, since the same token is the same knock.
 */
export const KnockTokenSchema = v.pipe(v.string(), v.regex(/^[\w-]{22,128}$/), v.brand('KnockToken'))
export type KnockToken = v.InferOutput<typeof KnockTokenSchema>

/** The secret by which one desk enters its room, its own and no other desk's: 256 bits, base64url. */
export const DeskKeySchema = v.pipe(v.string(), v.regex(/^[\w-]{22,128}$/), v.brand('DeskKey'))
export type DeskKey = v.InferOutput<typeof DeskKeySchema>
