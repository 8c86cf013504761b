import * as v from 'valibot'
import { DeskRefSchema, type DeskRef } from './desk-ref.ts'
import { dayMs } from './duration.ts'
import { InvitationIdSchema, KnockIdSchema, KnockTokenSchema, type InvitationId, type KnockId } from './ids.ts'
import { VisitorNameSchema } from './knock.ts'

/**
 * The secret of a link that marks one visitor's knock as expected, until a time or until one such knock was admitted.
 * The link carries it after the `#`.
 */
export const InvitationTokenSchema = v.pipe(v.string(), v.regex(/^[\w-]{22,128}$/), v.brand('InvitationToken'))
export type InvitationToken = v.InferOutput<typeof InvitationTokenSchema>

/** Made from an entry of the visit log; `validForMs` is up to 30 days. */
export const InvitationRequestSchema = v.object({
  knockId: KnockIdSchema,
  validForMs: v.pipe(v.number(), v.integer(), v.minValue(60_000), v.maxValue(30 * dayMs)),
})
export const InvitationSchema = v.object({ url: v.string(), expiresAtMs: v.number() })
export type Invitation = v.InferOutput<typeof InvitationSchema>

/** `waiting`: a knock that came with it is open now. `used`: one was admitted. */
export const invitationUses = ['unused', 'waiting', 'used'] as const
const InvitationUseSchema = v.picklist(invitationUses)
export type InvitationUse = v.InferOutput<typeof InvitationUseSchema>

/** A link as the desks list it, without its secret. */
export type InvitationEntry = {
  readonly id: InvitationId
  /** The visit that it was made from, and whose visitor is invited. */
  readonly knockId: KnockId
  readonly name: string
  readonly company: string
  readonly by: DeskRef
  readonly expiresAtMs: number
  readonly use: InvitationUse
}

export const InvitationEntrySchema: v.GenericSchema<unknown, InvitationEntry> = v.object({
  id: InvitationIdSchema,
  knockId: KnockIdSchema,
  name: v.string(),
  company: v.string(),
  by: DeskRefSchema,
  expiresAtMs: v.number(),
  use: InvitationUseSchema,
})

export const InvitationRefSchema = v.object({ invitationId: InvitationIdSchema })

/** How an invited visitor knocks; `token` is the knock's, as in a knock. */
export const EnterRequestSchema = v.object({
  name: VisitorNameSchema,
  token: KnockTokenSchema,
  invitation: InvitationTokenSchema,
})

/** What a link is good for now. `used` is also one that waits in another page, `gone` one that was taken back. */
export type InvitationState =
  | { readonly kind: 'good'; readonly expiresAtMs: number }
  | { readonly kind: 'used' }
  | { readonly kind: 'gone' }
