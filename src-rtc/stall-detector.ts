/** Tells from a byte counter whether the other side can still be heard. */
export type StallDetector = {
  /** One look at the counter. `atMs` never goes back. */
  observe: (look: { readonly atMs: number; readonly bytes: number }) => 'flowing' | 'quiet' | 'stalled'
  /** When the counter last moved; null before the first look. */
  lastFlowAtMs: () => number | null
}

/**
 * After this long without new bytes the path to the other side counts as cut. A browser alone takes 7 s or more to
 * say so.
 */
export const stallAfterMs = 1_000

/**
 * How many looks in a row must find nothing new. A page in the background looks only once per second, and one that
 * slept looks again after minutes: a single look proves no stall.
 */
const looksBeforeStall = 3

export function createStallDetector(): StallDetector {
  let last: { readonly bytes: number; readonly flowedAtMs: number; readonly quietLooks: number } | null = null

  return {
    observe({ atMs, bytes }) {
      if (!last || bytes !== last.bytes) {
        last = { bytes, flowedAtMs: atMs, quietLooks: 0 }
        return 'flowing'
      }
      last = { ...last, quietLooks: last.quietLooks + 1 }
      return last.quietLooks >= looksBeforeStall && atMs - last.flowedAtMs >= stallAfterMs ? 'stalled' : 'quiet'
    },
    lastFlowAtMs: () => last?.flowedAtMs ?? null,
  }
}
