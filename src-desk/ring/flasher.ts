import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** The displays flash while the state says so. */
export function createFlasher({ ports }: ReactorDeps): Reactor {
  return follow(
    ({ desk }) => desk.isFlashing,
    (isFlashing) => ports.flash.setFlashing(isFlashing),
  )
}
