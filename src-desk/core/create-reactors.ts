import type { Language } from '../../src-shared/language.ts'
import { guard } from './guard.ts'
import type { CoreState } from './core-state.ts'
import { createAlertClearer, createAnnouncer } from '../alerts/announcer.ts'
import { createAttention } from '../alerts/attention.ts'
import { createCard } from '../knocks/card.ts'
import { createFace } from '../calls/face.ts'
import { createFlasher } from '../ring/flasher.ts'
import { createHangUpTeller } from '../calls/hang-up-teller.ts'
import { createLockTeller } from '../room/lock-teller.ts'
import { createMorningCheck } from '../self-test/morning-check.ts'
import type { Reactor, ReactorDeps } from './reactor.ts'
import { createRinger } from '../ring/ringer.ts'
import { createSettingsSaver } from '../settings/settings-saver.ts'
import { createShortcutSetter } from '../settings/shortcut-setter.ts'
import { createTimekeeper } from './timekeeper.ts'

export type Reactors = { readonly react: Reactor; readonly dispose: () => void }

/** All reactors as one: what a person must notice comes first, and one that throws does not stop the others. */
export function createReactors(
  deps: ReactorDeps,
  options: { readonly initial: CoreState; readonly defaultLanguage: Language; readonly runSelfTest: () => void },
): Reactors {
  const timekeeper = createTimekeeper(deps)
  const reactors: readonly (readonly [name: string, run: Reactor])[] = [
    ['ringer', createRinger(deps)],
    ['timekeeper', timekeeper.react],
    ['flasher', createFlasher(deps)],
    ['card', createCard(deps)],
    ['attention', createAttention(deps)],
    ['announcer', createAnnouncer(deps, options.defaultLanguage)],
    ['alert clearer', createAlertClearer(deps)],
    ['face', createFace(deps)],
    ['hang-up teller', createHangUpTeller(deps)],
    ['lock teller', createLockTeller(deps)],
    ['shortcut setter', createShortcutSetter(deps)],
    ['morning check', createMorningCheck(options.runSelfTest)],
    ['settings saver', createSettingsSaver(deps, options.initial)],
  ]
  return {
    react(state) {
      for (const [name, run] of reactors) guard(deps.ports.log, name, () => run(state))
    },
    dispose: timekeeper.dispose,
  }
}
