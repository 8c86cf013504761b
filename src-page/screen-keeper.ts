/** Keeps the screen on while wanted: a phone that sleeps neither rings nor hears that its visitor is let in. */
export type ScreenKeeper = {
  readonly setWanted: (isWanted: boolean) => void
  readonly dispose: () => void
}

/** The little of the browser that is needed here. */
export type ScreenAccess = {
  /** Null where the browser has none. */
  readonly wakeLock: { readonly request: (type: 'screen') => Promise<ScreenLock> } | null
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>
}

type ScreenLock = Pick<WakeLockSentinel, 'released' | 'release'>
type Log = (message: string, detail?: unknown) => void

/** `access` is for tests; pages leave it out. */
export function createScreenKeeper(log: Log, access: ScreenAccess = browserScreen()): ScreenKeeper {
  const { wakeLock, page } = access
  let isWanted = false
  let isAsking = false
  let lock: ScreenLock | null = null

  function follow(): void {
    if (isWanted) void ask()
    else release()
  }

  async function ask(): Promise<void> {
    const isHeld = lock !== null && !lock.released
    if (wakeLock === null || isHeld || isAsking || page.visibilityState !== 'visible') return
    isAsking = true
    try {
      lock = await wakeLock.request('screen')
    } catch (cause) {
      // Low battery, or not allowed in an embedded page: everything works all the same.
      log('the screen may go dark', cause)
    } finally {
      isAsking = false
    }
    // Nobody may want it any more by the time it comes.
    if (!isWanted) release()
  }

  function release(): void {
    lock?.release().catch((cause: unknown) => log('the screen could not be released', cause))
    lock = null
  }

  // Browsers take the lock away whenever the page is hidden.
  page.addEventListener('visibilitychange', follow)
  return {
    setWanted(wanted) {
      if (wanted === isWanted) return
      isWanted = wanted
      follow()
    },
    dispose() {
      page.removeEventListener('visibilitychange', follow)
      isWanted = false
      release()
    },
  }
}

function browserScreen(): ScreenAccess {
  return { wakeLock: 'wakeLock' in navigator ? navigator.wakeLock : null, page: document }
}
