import type { AppUpdater } from 'electron-updater'
import type { LogPort, UpdatePort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { UpdateStatus } from '../../src-shared/update-status.ts'

/** The first look waits until the desk is at work: nothing may delay the first knock of the day. */
export const firstLookMs = 2 * 60_000
export const lookEveryMs = 6 * 60 * 60_000

/** What is used of electron-updater. */
export type Updater = Pick<
  AppUpdater,
  'logger' | 'autoDownload' | 'autoInstallOnAppQuit' | 'disableWebInstaller' | 'checkForUpdates' | 'quitAndInstall'
> & {
  on: {
    (event: 'update-available' | 'update-downloaded', listener: (info: UpdateInfo) => void): unknown
    (event: 'update-not-available', listener: () => void): unknown
    (event: 'error', listener: (cause: Error) => void): unknown
  }
}

type UpdateInfo = { readonly version: string; readonly releaseDate: string }

export type UpdatesOptions = {
  /** Loaded at the first look, not at the start. */
  readonly load: () => Promise<Updater>
  /** False where the system asks for a password before anything is installed. */
  readonly installsAlone: boolean
  /** From now on windows have to close instead of hiding: macOS closes them before it says that the app quits. */
  readonly beginQuitting: () => void
  readonly clock: Clock
  readonly log: LogPort
}

/**
 * Looks for a newer version, loads it, and says so. It never installs by itself but at the end of the program: when
 * that may be, the desk knows.
 */
export function createUpdates(options: UpdatesOptions): UpdatePort & { readonly dispose: () => void } {
  const { load, installsAlone, beginQuitting, clock, log } = options
  const statuses = createListeners<UpdateStatus>((cause) => log.error('update listener failed', cause))
  let updater: Updater | null = null
  let found: UpdateInfo | null = null
  let cancelLook: Unsubscribe = clock.setTimer(firstLookMs, look)

  function look(): void {
    cancelLook = clock.setTimer(lookEveryMs, look)
    check().catch((cause: unknown) => failed(cause))
  }

  async function check(): Promise<void> {
    updater ??= follow(await load())
    await updater.checkForUpdates()
  }

  function follow(loaded: Updater): Updater {
    // Otherwise it writes to the console, which nobody reads at an installed app.
    loaded.logger = log
    loaded.autoDownload = true
    loaded.autoInstallOnAppQuit = installsAlone
    // An installer that fetches the rest from elsewhere would be outside what was signed.
    loaded.disableWebInstaller = true
    loaded.on('update-available', (info) => {
      found = info
      tell('loading', info)
    })
    loaded.on('update-not-available', () => {
      found = null
      statuses.tell({ kind: 'none' })
    })
    loaded.on('update-downloaded', (info) => {
      found = info
      log.info('update ready', { version: info.version })
      statuses.tell({ kind: 'ready', ...about(info), installsAlone })
    })
    loaded.on('error', failed)
    return loaded
  }

  /** The same failure may arrive twice, as an event and as a rejection. */
  function failed(cause: unknown): void {
    log.warn('cannot update', cause)
    if (found) tell('failed', found)
  }

  function tell(kind: 'loading' | 'failed', info: UpdateInfo): void {
    statuses.tell({ kind, ...about(info) })
  }

  /** A publisher without a date has released it now. */
  function about({ version, releaseDate }: UpdateInfo): { readonly version: string; readonly releasedAtMs: number } {
    const releasedAtMs = Date.parse(releaseDate)
    return { version, releasedAtMs: Number.isNaN(releasedAtMs) ? clock.now() : releasedAtMs }
  }

  return {
    onStatus: statuses.add,
    install() {
      if (!updater || !found) return
      log.info('installing update', { version: found.version })
      beginQuitting()
      // Silently, and the program begins again: a desk has to be there in the morning.
      updater.quitAndInstall(true, true)
    },
    dispose() {
      cancelLook()
      statuses.clear()
    },
  }
}
