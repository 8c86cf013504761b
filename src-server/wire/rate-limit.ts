import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Rate } from '../policy.ts'

/** Counts one more for `key`; resolves to false when that is more than the rate allows. */
export type RateLimit = (key: string) => Promise<boolean>

export function createRateLimit(rate: Rate): RateLimit {
  const limiter = new RateLimiterMemory({ points: rate.count, duration: rate.perSeconds })
  return async (key) => {
    try {
      await limiter.consume(key)
      return true
    } catch (cause) {
      if (cause instanceof RateLimiterRes) return false
      throw cause
    }
  }
}
