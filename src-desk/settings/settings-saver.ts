import type { CoreState } from '../core/core-state.ts'
import type { Reactor, ReactorDeps } from '../core/reactor.ts'

/** Keeps every change of the settings; those of `initial` came from there. */
export function createSettingsSaver({ ports }: ReactorDeps, initial: CoreState): Reactor {
  let { settings } = initial.desk
  return ({ desk }) => {
    if (desk.settings === settings) return
    settings = desk.settings
    ports.settings.save(settings)
  }
}
