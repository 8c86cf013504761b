import * as v from 'valibot'
import { DeskRefSchema } from './desk-ref.ts'
import { KnockIdSchema, SourceIdSchema } from './ids.ts'
import { KeptTextSchema } from './language.ts'

/** How long a desk may block a source: an hour, until the end of the day by the room's clock, or seven days. */
export const blockSpans = ['hour', 'today', 'week'] as const
export const BlockSpanSchema = v.picklist(blockSpans)
export type BlockSpan = v.InferOutput<typeof BlockSpanSchema>

/** A source whose knocks and call-back requests are refused until a time, because a person at a desk said so. */
export const BlockSchema = v.object({
  source: SourceIdSchema,
  /** Of the visitor whose knock it was blocked by; may be empty. */
  visitorName: v.string(),
  by: DeskRefSchema,
  sinceMs: v.number(),
  untilMs: v.number(),
})
export type Block = v.InferOutput<typeof BlockSchema>

const FromKnockSchema = v.object({ knockId: KnockIdSchema, message: v.nullable(KeptTextSchema) })

/** Denies every open knock that comes from where this one does. */
export const DenySourceSchema = FromKnockSchema
/** Does that, and lets none come in from there for a while. */
export const BlockSourceSchema = v.object({ ...FromKnockSchema.entries, span: BlockSpanSchema })
export const SourceDeniedSchema = v.object({ denied: v.number() })
export const SourceBlockedSchema = v.object({ denied: v.number(), untilMs: v.number() })
export const SourceRefSchema = v.object({ source: SourceIdSchema })
