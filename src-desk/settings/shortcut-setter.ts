import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** The admit shortcut follows the settings. One that cannot be had is refused when it is chosen (`commands.ts`). */
export function createShortcutSetter({ ports }: ReactorDeps): Reactor {
  return follow(
    ({ desk }) => desk.settings.admitShortcut,
    (combination) => {
      const isSet = ports.shortcut.setAdmitShortcut(combination)
      if (!isSet && combination !== null) ports.log.warn('admit shortcut cannot be had', { combination })
    },
  )
}
