import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

export type KeepAwakeDeps = {
  /** Whether anybody is to be called here now. */
  readonly isOnDuty: () => boolean
  readonly onDutyChanged: (listener: () => void) => Unsubscribe
  readonly log: (message: string, detail?: unknown) => void
}

/** Keeps the screen on while the page is in front and the desk is on duty: a phone that sleeps does not ring. */
export function keepAwake({ isOnDuty, onDutyChanged, log }: KeepAwakeDeps): Unsubscribe {
  if (!('wakeLock' in navigator)) return () => undefined
  let lock: WakeLockSentinel | null = null
  let isAsking = false
  const release = (): void => {
    // One that the system took away already is released all the same.
    lock?.release().catch((cause: unknown) => log('the screen lock could not be given back', cause))
    lock = null
  }
  const follow = async (): Promise<void> => {
    if (!isOnDuty()) {
      release()
      return
    }
    if (isAsking || document.visibilityState !== 'visible' || lock?.released === false) return
    isAsking = true
    try {
      lock = await navigator.wakeLock.request('screen')
    } catch (cause) {
      // Refused when the battery is low.
      log('the screen may go to sleep', cause)
    } finally {
      isAsking = false
    }
  }
  const followNow = (): void => void follow()
  // The system takes the lock away whenever the page goes to the back.
  document.addEventListener('visibilitychange', followNow)
  const stopFollowing = onDutyChanged(followNow)
  followNow()
  return () => {
    document.removeEventListener('visibilitychange', followNow)
    stopFollowing()
    release()
  }
}
