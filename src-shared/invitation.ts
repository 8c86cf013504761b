import * as v from 'valibot'
import { KnockIdSchema, KnockTokenSchema } from './ids.ts'
import { VisitorNameSchema } from './knock.ts'
import { dayMs } from './duration.ts'

/** A secret that lets one visitor in without knocking, once, until a time. The link carries it after the `#`. */
export const InvitationTokenSchema = v.pipe(v.string(), v.regex(/^[\w-]{22,128}$/), v.brand('InvitationToken'))
export type InvitationToken = v.InferOutput<typeof InvitationTokenSchema>

/** Made from an entry of the visit log; `validForMs` is up to 30 days. */
export const InvitationRequestSchema = v.object({
  knockId: KnockIdSchema,
  validForMs: v.pipe(v.number(), v.integer(), v.minValue(60_000), v.maxValue(30 * dayMs)),
})
export const InvitationSchema = v.object({ url: v.string(), expiresAtMs: v.number() })
export type Invitation = v.InferOutput<typeof InvitationSchema>

/** How an invited visitor enters; `token` is the knock's, as in a knock. */
export const EnterRequestSchema = v.object({
  name: VisitorNameSchema,
  token: KnockTokenSchema,
  invitation: InvitationTokenSchema,
})
