import type { LogPort } from '../../src-desk/ports.ts'
import { installsAtNight, mayRestart } from '../../src-desk/updates/updates.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Ipc } from '../ipc/ipc.ts'
import type { DeskWindow } from './desk-window.ts'
import { createHeartbeat } from './heartbeat.ts'
import { createNightlyRefresh } from './nightly-refresh.ts'

export type FreshPagesOptions = {
  readonly ipc: Ipc
  readonly deskWindow: DeskWindow
  readonly getState: () => DeskState
  readonly installUpdate: () => void
  readonly clock: Clock
  readonly log: LogPort
}

/**
 * Reloads the desk's page when it falls silent, never during this desk's own call. Once a night it reloads the page as
 * well, or installs the update that waits and needs nobody.
 */
export function keepPagesFresh({
  ipc,
  deskWindow,
  getState,
  installUpdate,
  clock,
  log,
}: FreshPagesOptions): Unsubscribe {
  const { window } = deskWindow
  const isInCall = (): boolean => {
    const { calls, self } = getState()
    return calls.some((call) => call.desk.id === self.id)
  }
  const reload = (): void => {
    if (!window.isDestroyed()) window.webContents.reload()
  }
  const heartbeat = createHeartbeat({
    // A hidden page may be slow, and nobody is looking.
    mayReload: () => !window.isDestroyed() && window.isVisible() && !window.webContents.isLoading() && !isInCall(),
    reload,
    clock,
    log,
  })
  ipc.receive('face:alive', heartbeat.beat)
  const stopRefreshing = createNightlyRefresh({
    isIdle: () => mayRestart(getState()),
    refresh: () => (installsAtNight(getState().update) ? installUpdate() : reload()),
    clock,
    log,
  })
  return () => {
    heartbeat.dispose()
    stopRefreshing()
  }
}
