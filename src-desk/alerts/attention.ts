import { attention } from '../core/policy.ts'
import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** Tray, badge, taskbar and title follow the attention. */
export function createAttention({ ports }: ReactorDeps): Reactor {
  return follow(attention, (shown) => ports.attention.apply(shown))
}
