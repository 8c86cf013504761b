import { isOnline } from '../core/selectors.ts'
import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** Tells the server about calls that were left here, as soon as it can be reached. */
export function createHangUpTeller({ ports }: ReactorDeps): Reactor {
  return follow(
    ({ desk, owedHangUps }) => (isOnline(desk) ? owedHangUps : []),
    (owed) => {
      for (const callId of owed) {
        void ports.room.request('hang-up', { callId }).then((result) => {
          if (result.kind === 'failed') ports.log.warn('hang-up was not taken', { callId, code: result.code })
        })
      }
    },
  )
}
