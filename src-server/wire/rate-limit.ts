import type { Clock } from '../../src-shared/clock.ts'
import { networkOf } from '../http/address-key.ts'
import type { Rate } from '../policy.ts'

/** Counts one more for `key`; false when that is more than the rate allows. */
export type RateLimit = (key: string) => boolean

/** With this many keys, those whose span is over are forgotten; again once as many have come as were left. */
const sweepAfter = 1_000

/**
 * Allows `count` in each span of `perSeconds`, which begins with a key's first use. It is synchronous, so that nothing
 * can happen between question and answer. A clock that was set back begins a new span.
 */
export function createRateLimit({ count, perSeconds }: Rate, clock: Pick<Clock, 'now'>): RateLimit {
  const spans = new Map<string, { readonly startedAtMs: number; used: number }>()
  let sweepAt = sweepAfter
  const isOver = (startedAtMs: number, nowMs: number): boolean =>
    nowMs < startedAtMs || nowMs >= startedAtMs + perSeconds * 1_000
  return (key) => {
    const nowMs = clock.now()
    const span = spans.get(key)
    if (span && !isOver(span.startedAtMs, nowMs)) {
      span.used += 1
      return span.used <= count
    }
    if (spans.size >= sweepAt) {
      for (const [other, { startedAtMs }] of spans) if (isOver(startedAtMs, nowMs)) spans.delete(other)
      sweepAt = Math.max(sweepAfter, 2 * spans.size)
    }
    spans.set(key, { startedAtMs: nowMs, used: 1 })
    return count > 0
  }
}

/** A network has as much as so many of its addresses: neighbours may come at once, but one person's thousand may not. */
const addressesOfNetwork = 4

/** As `createRateLimit`, for the keys of `address-key.ts`, and for the networks of those. */
export function createAddressRateLimit(rate: Rate, clock: Pick<Clock, 'now'>): RateLimit {
  const ofAddress = createRateLimit(rate, clock)
  const ofNetwork = createRateLimit({ ...rate, count: rate.count * addressesOfNetwork }, clock)
  return (key) => {
    const network = networkOf(key)
    return ofAddress(key) && (network === null || ofNetwork(network))
  }
}
