import * as v from 'valibot'
import { EscalationSchema, defaultEscalation } from './escalation.ts'
import { OpeningHoursSchema, defaultOpeningHours } from './opening-hours.ts'
import { ReplySchema, denyReplies, holdReplies } from './replies.ts'
import { hourMs } from './duration.ts'

const RepliesSchema = v.pipe(v.array(ReplySchema), v.minLength(1), v.maxLength(12))

/** What a company decides once for all its desks. */
export const RoomRulesSchema = v.object({
  /** After this long a waiting visitor is told that nobody has noticed. */
  unnoticedAfterMs: v.pipe(v.number(), v.integer(), v.minValue(10_000), v.maxValue(hourMs)),
  hours: OpeningHoursSchema,
  escalation: EscalationSchema,
  /** The first of each is what *Hold* and *Deny* say with one click. */
  holdReplies: RepliesSchema,
  denyReplies: RepliesSchema,
  /** The visit log forgets after this many days. */
  retentionDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650)),
})
export type RoomRules = v.InferOutput<typeof RoomRulesSchema>

export const defaultRoomRules: RoomRules = {
  unnoticedAfterMs: 60_000,
  hours: defaultOpeningHours,
  escalation: defaultEscalation,
  holdReplies: [...holdReplies],
  denyReplies: [...denyReplies],
  retentionDays: 365,
}
