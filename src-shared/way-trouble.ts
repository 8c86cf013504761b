import * as v from 'valibot'

/** Why customers do not get in by the address on the internet, though the server runs. Times are epoch ms. */
export const WayTroubleSchema = v.variant('kind', [
  /** No relay has had a line for a while. */
  v.object({ kind: v.literal('line-down'), sinceMs: v.number() }),
  /** Browsers warn of the certificate, or soon will: `untilMs` is its end, or null where there is none. */
  v.object({ kind: v.literal('certificate'), untilMs: v.nullable(v.number()) }),
  /** The owner's own proxy or tunnel led here, and does not any more. */
  v.object({ kind: v.literal('leads-elsewhere'), sinceMs: v.number() }),
])
export type WayTrouble = v.InferOutput<typeof WayTroubleSchema>
