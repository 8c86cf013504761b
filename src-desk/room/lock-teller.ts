import { isOnline } from '../core/selectors.ts'
import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** Tells the server whether nobody sees this screen, where that is wanted; to each connection anew. */
export function createLockTeller({ ports }: ReactorDeps): Reactor {
  /** A connection begins with a screen that is seen. */
  let told = false
  return follow(
    ({ desk, isScreenLocked }) => ({
      isConnected: isOnline(desk),
      isUnseen: isScreenLocked && desk.settings.isAwayWhenLocked,
    }),
    ({ isConnected, isUnseen }) => {
      if (!isConnected) {
        told = false
        return
      }
      if (told === isUnseen) return
      told = isUnseen
      void ports.room.request('desk:locked', isUnseen).then((result) => {
        if (result.kind === 'failed') ports.log.warn('locked screen was not taken', { code: result.code })
      })
    },
  )
}
