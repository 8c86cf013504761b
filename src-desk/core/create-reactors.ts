import type { Language } from '../../src-shared/language.ts'
import { createAlertClearer, createAnnouncer } from '../alerts/announcer.ts'
import { attention, shouldShowCard } from '../alerts/attention.ts'
import { createHangUpTeller } from '../calls/hang-up-teller.ts'
import { ringOrder } from '../ring/ring.ts'
import { createLockTeller } from '../room/lock-teller.ts'
import type { CoreState } from './core-state.ts'
import { guard } from './guard.ts'
import { follow, type Reactor, type ReactorDeps } from './reactor.ts'
import { ownCall } from './selectors.ts'
import { createTimekeeper } from './timekeeper.ts'

export type Reactors = { readonly react: Reactor; readonly dispose: () => void }

/** All reactors, the most urgent first. One that throws does not stop the others. */
export function createReactors(
  deps: ReactorDeps,
  options: { readonly initial: CoreState; readonly defaultLanguage: Language; readonly runSelfTest: () => void },
): Reactors {
  const { ports } = deps
  const timekeeper = createTimekeeper(deps)
  let { settings: saved } = options.initial.desk

  const reactors: readonly (readonly [name: string, run: Reactor])[] = [
    ['ringer', follow(ringOrder, (order) => ports.ringer.apply(order))],
    ['timekeeper', timekeeper.react],
    [
      'flash',
      follow(
        ({ desk }) => desk.isFlashing,
        (isFlashing) => ports.flash.setFlashing(isFlashing),
      ),
    ],
    ['card', follow(shouldShowCard, (isVisible) => ports.card.setVisible(isVisible))],
    ['attention', follow(attention, (shown) => ports.attention.apply(shown))],
    ['announcer', createAnnouncer(deps, options.defaultLanguage)],
    ['alert clearer', createAlertClearer(deps)],
    ['face', follow(ownCallId, bringForward)],
    ['hang-up teller', createHangUpTeller(deps)],
    ['lock teller', createLockTeller(deps)],
    ['admit shortcut', follow(({ desk }) => desk.settings.admitShortcut, setShortcut)],
    ['morning check', follow(({ selfTestPlan }) => selfTestPlan.dues, checkIfDue)],
    ['settings', saveSettings],
  ]

  function ownCallId({ desk }: CoreState): string | null {
    return ownCall(desk)?.id ?? null
  }

  /** This desk's own call brings the window to the front. */
  function bringForward(callId: string | null): void {
    if (callId !== null) ports.face.bringForward()
  }

  /** Choosing one that is taken is refused (`commands.ts`), but another program may have taken it since. */
  function setShortcut(combination: string | null): void {
    const isSet = ports.shortcut.setAdmitShortcut(combination)
    if (!isSet && combination !== null) ports.log.warn('admit shortcut cannot be had', { combination })
  }

  /** The self-test refuses to disturb a visitor; that day's check is then skipped. */
  function checkIfDue(dues: number): void {
    if (dues > 0) options.runSelfTest()
  }

  /** The initial settings were just loaded and need no saving. */
  function saveSettings({ desk }: CoreState): void {
    if (desk.settings === saved) return
    saved = desk.settings
    ports.settings.save(saved)
  }

  return {
    react(state) {
      for (const [name, run] of reactors) guard(ports.log, name, () => run(state))
    },
    dispose: timekeeper.dispose,
  }
}
