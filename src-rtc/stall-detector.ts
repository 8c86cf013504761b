/** Tells from a byte counter whether the other side can still be heard. */
export type StallDetector = {
  /** One look at the counter. `atMs` never goes back. */
  observe: (look: { readonly atMs: number; readonly bytes: number }) => 'flowing' | 'quiet' | 'stalled'
  /** When the counter last moved; null before the first look. */
  lastFlowAtMs: () => number | null
}

/**
 * Without new bytes for so long, the way to the other side counts as cut; a browser by itself waits for 7 s and more.
 */
export const stallAfterMs = 1_000

/**
 * So many looks in a row must find nothing new. A page in the background looks once per second only, and one that slept
 * looks for the first time after minutes; neither has seen a stall by that.
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
