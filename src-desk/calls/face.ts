import { ownCall } from '../core/selectors.ts'
import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** A call of this desk brings its window to the front. */
export function createFace({ ports }: ReactorDeps): Reactor {
  return follow(
    ({ desk }) => ownCall(desk)?.id ?? null,
    (callId) => {
      if (callId !== null) ports.face.bringForward()
    },
  )
}
