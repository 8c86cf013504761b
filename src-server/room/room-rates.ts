import type { Clock } from '../../src-shared/clock.ts'
import type { Policy } from '../policy.ts'
import { createAddressRateLimit, type RateLimit } from '../wire/rate-limit.ts'

/** A room's own, so that nobody is refused here for what was done at another room. */
export type RoomRates = { readonly knocks: RateLimit; readonly callBacks: RateLimit }

export function createRoomRates({ rates }: Pick<Policy, 'rates'>, clock: Pick<Clock, 'now'>): RoomRates {
  return {
    knocks: createAddressRateLimit(rates.knocksPerAddress, clock),
    callBacks: createAddressRateLimit(rates.callBacksPerAddress, clock),
  }
}
