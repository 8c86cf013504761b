import { isOnline } from '../core/selectors.ts'
import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** Tells the server on every connection whether this screen is locked, if that setting is on. */
export function createLockTeller({ ports }: ReactorDeps): Reactor {
  /** The server takes a new connection's screen for unlocked. */
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
