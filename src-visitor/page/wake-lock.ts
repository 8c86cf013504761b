import type { PageLog } from './page-log.ts'

/** Keeps the screen on while wanted; a phone that sleeps would miss being let in. */
export type WakeLock = { setWanted: (isWanted: boolean) => void }

/** Browsers drop the lock whenever the page is hidden, and some have none. */
export function createWakeLock(log: PageLog): WakeLock {
  let isWanted = false
  let sentinel: WakeLockSentinel | null = null

  async function follow(): Promise<void> {
    if (!('wakeLock' in navigator)) return
    try {
      if (isWanted && document.visibilityState === 'visible' && (sentinel === null || sentinel.released)) {
        sentinel = await navigator.wakeLock.request('screen')
      }
      if (!isWanted && sentinel !== null) {
        await sentinel.release()
        sentinel = null
      }
    } catch (error) {
      // Low battery, or not allowed in an embedded page: the visit works all the same.
      log.info('the screen may go dark', error)
    }
  }

  document.addEventListener('visibilitychange', () => void follow())
  return {
    setWanted(wanted) {
      if (wanted === isWanted) return
      isWanted = wanted
      void follow()
    },
  }
}
