import type { Signal } from '../src-shared/call.ts'
import type { DeskClient } from '../src-shared/desk-client.ts'
import type { DeskId } from '../src-shared/ids.ts'
import { languages, type Language } from '../src-shared/language.ts'
import { createAlertAnswers } from './alerts/alert-answers.ts'
import { createSampleAlert } from './alerts/sample-alert.ts'
import { createCommands } from './core/commands.ts'
import { createListeners } from '../src-shared/listeners.ts'
import { createScope } from '../src-shared/scope.ts'
import { guard } from './core/guard.ts'
import type { DeskPorts, RoomTarget } from './ports.ts'
import { createReactors } from './core/create-reactors.ts'
import { createRingTest } from './ring/ring-test.ts'
import { createSelfTest } from './self-test/self-test-runner.ts'
import { firstToAdmit } from './knocks/answering.ts'
import { initialCoreState, type CoreState } from './core/core-state.ts'
import { createStore } from './core/store.ts'

export type DeskOptions = {
  /** Until it connects: each room knows it by an id of its own. */
  readonly id: DeskId
  /** Used while `settings.deskName` is empty. */
  readonly defaultName: string
  /** Used for alerts while `settings.language` is null; the first of `languages` unless given. */
  readonly defaultLanguage?: Language
  /** Whom the notice is about that only proves that notices are shown; nobody unless given. */
  readonly sampleNameIn?: (language: Language) => string
  readonly ports: DeskPorts
}

/** The front desk's core. `DeskClient` is the half that a face may see. */
export type Desk = DeskClient & {
  /** Connects to a room and leaves the previous one. */
  connect: (target: RoomTarget) => void
  /** To be called when this PC's screen is locked or unlocked. */
  screenLocked: (isLocked: boolean) => void
  /** Ends every reactor and the connection; idempotent. */
  dispose: () => void
}

/**
 * Joins state, policies and ports. The desk owns the room, alert and ringer ports: `dispose` ends them too.
 *
 * Subscribers hear of a fact synchronously, before any reactor runs.
 */
export function createDesk(options: DeskOptions): Desk {
  const { id, defaultName, defaultLanguage = languages[0], sampleNameIn = () => '', ports } = options
  const { log, room, alerts, ringer } = ports
  const scope = createScope((cause) => log.error('desk: cannot end tidily', cause))
  const changes = createListeners<void>((cause) => log.error('state listener failed', cause))
  const signals = createListeners<Signal>((cause) => log.error('signal listener failed', cause))
  let target: RoomTarget | null = null

  // Added first, so undone last: nothing uses the ports by then.
  for (const port of [ringer, alerts, room]) scope.add(() => port.dispose())
  scope.add(clearAlerts)
  scope.add(() => ports.shortcut.setAdmitShortcut(null))
  scope.add(() => ports.flash.setFlashing(false))
  scope.add(() => ports.card.setVisible(false))
  scope.add(() => ringer.apply({ kind: 'silence' }))

  const settings = ports.settings.load()
  const initial = initialCoreState({ id, name: settings.deskName || defaultName }, settings)
  const store = createStore({ initial, clock: ports.clock, onChange })
  const { record } = store
  const getState = (): CoreState['desk'] => store.getState().desk

  const ringTest = createRingTest({ clock: ports.clock, record })
  scope.add(ringTest.dispose)
  const sample = createSampleAlert({ ports, getState, defaultLanguage, nameIn: sampleNameIn })
  const selfTest = createSelfTest({ ports, getState, record, ringTest, sample })
  scope.add(selfTest.dispose)
  const commands = createCommands({ ports, getState, record, ringTest, selfTest, defaultName, sample })
  const answer = createAlertAnswers({ ports, run: commands.run, sampleKnockId: sample.knockId })

  const reactors = createReactors(
    { ports, record },
    { initial, defaultLanguage, runSelfTest: () => void commands.run({ kind: 'self-test' }) },
  )
  scope.add(reactors.dispose)
  scope.add(ringer.onStatus((status) => record({ kind: 'ringer-reported', status })))
  scope.add(alerts.onActivated(answer))
  scope.add(ports.shortcut.onPressed(admitFirst))
  scope.add(ports.updates.onStatus((status) => record({ kind: 'update-reported', status })))
  scope.add(signals.clear)
  scope.add(changes.clear)
  scope.add(store.dispose)

  room.follow({ onFact: record, onSignal: signals.tell })
  reactors.react(initial)

  function onChange(state: CoreState, before: CoreState): void {
    if (state.desk !== before.desk) changes.tell()
    if (target && state.desk.self.name !== before.desk.self.name) openRoom(target)
    reactors.react(state)
  }

  function openRoom(next: RoomTarget): void {
    // Not the state's id, which may be that of the room before: a listener may connect while a fact is dealt with.
    guard(log, 'room', () => room.connect(next, { id: next.deskId, name: getState().self.name }))
  }

  function admitFirst(): void {
    const first = firstToAdmit(getState())
    answer(first ? { kind: 'admit', knockId: first.id } : { kind: 'open' })
  }

  function clearAlerts(): void {
    for (const knockId of store.getState().alertMemory.standing) guard(log, 'alerts', () => alerts.clear(knockId))
  }

  return {
    getState,
    subscribe: changes.add,
    command: commands.run,
    request: room.request,
    sendSignal: room.sendSignal,
    onSignal: signals.add,
    connect(next) {
      target = next
      record({ kind: 'room-chosen', visitorUrl: `${next.url}/${next.room}`, deskId: next.deskId })
      openRoom(next)
    },
    screenLocked: (isLocked) => record({ kind: 'screen-locked', isLocked }),
    dispose: scope.dispose,
  }
}
