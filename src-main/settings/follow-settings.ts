import type { LogPort } from '../../src-desk/ports.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { DeskSettings, LanSettings, ServerChoice } from '../../src-shared/desk-settings.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

export type FollowSettingsOptions = {
  readonly desk: Pick<DeskClient, 'getState' | 'subscribe'>
  readonly chooseServer: (choice: ServerChoice) => void
  readonly setLan: (lan: LanSettings) => void
  readonly startWithComputer: (isWanted: boolean) => Promise<void>
  readonly setTheme: (theme: DeskSettings['theme']) => void
  readonly log: LogPort
}

/** Applies the settings, now and after every change. */
export function followSettings(options: FollowSettingsOptions): Unsubscribe {
  const { desk, chooseServer, setLan, startWithComputer, setTheme, log } = options
  let applied: DeskSettings | null = null

  function apply(): void {
    const { settings } = desk.getState()
    if (settings === applied) return
    // At startup it is only ever turned on: a person may have turned it off in the system's own settings.
    const wasStarted = applied?.isStartedWithComputer ?? false
    if (settings.isStartedWithComputer !== wasStarted) {
      startWithComputer(settings.isStartedWithComputer).catch((cause: unknown) =>
        log.error('the system refuses to start this program by itself', cause),
      )
    }
    if (settings.theme !== applied?.theme) setTheme(settings.theme)
    applied = settings
    setLan(settings.lan)
    chooseServer(settings.server)
  }

  apply()
  return desk.subscribe(apply)
}
