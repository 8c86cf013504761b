import * as v from 'valibot'
import { hourMs } from './duration.ts'

/** Ms that a knock has waited before a measure is taken; null never takes it. */
const AfterSchema = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(hourMs)))

/**
 * How calling grows more urgent while nobody acts. The ring itself starts at once, at the desk's own volume. Counted
 * from when the knock began to wait, so a held knock that returns to waiting starts over.
 */
export const EscalationSchema = v.object({
  /** Full volume. */
  loudAfterMs: AfterSchema,
  /** The PC's default loudspeaker as well as the chosen one. */
  secondOutputAfterMs: AfterSchema,
  /** Every display flashes, for people with hearing protection. */
  flashAfterMs: AfterSchema,
  /** The `escalate` call-outs: lamp, webhook, MQTT. */
  callOutAfterMs: AfterSchema,
})
export type Escalation = v.InferOutput<typeof EscalationSchema>

export const defaultEscalation: Escalation = {
  loudAfterMs: 15_000,
  secondOutputAfterMs: 30_000,
  flashAfterMs: 30_000,
  callOutAfterMs: 60_000,
}
