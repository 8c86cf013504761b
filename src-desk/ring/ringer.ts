import { ringOrder } from '../core/policy.ts'
import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** The loudspeaker follows the ring order. */
export function createRinger({ ports }: ReactorDeps): Reactor {
  return follow(ringOrder, (order) => ports.ringer.apply(order))
}
