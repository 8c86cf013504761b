import type { DeskCommand } from '../../src-shared/desk-command.ts'
import { mergeSettings, type SettingsChange } from '../../src-shared/desk-settings.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { CallId, KnockId } from '../../src-shared/ids.ts'
import { assertNever, done, failed, type Done } from '../../src-shared/result.ts'
import type { DeskPorts } from '../ports.ts'
import type { RingTest } from '../ring/ring-test.ts'
import type { SelfTestRunner } from '../self-test/self-test-runner.ts'
import { ownCall } from './selectors.ts'
import { mayRestart } from '../updates/updates.ts'
import type { SampleAlert } from '../alerts/sample-alert.ts'
import type { LocalFact } from './desk-fact.ts'

export type CommandDeps = {
  readonly ports: DeskPorts
  readonly getState: () => DeskState
  readonly record: (fact: LocalFact) => void
  readonly ringTest: RingTest
  readonly selfTest: SelfTestRunner
  readonly defaultName: string
  /** What *Test the alert* shows. */
  readonly sample: SampleAlert
}

export type Commands = {
  /** Never rejects. */
  run: (command: DeskCommand) => Promise<Done>
}

/** Carries out what a person asks for. Commands never edit state; what they changed comes back as a fact. */
export function createCommands(deps: CommandDeps): Commands {
  const { ports, getState, record } = deps

  async function run(command: DeskCommand): Promise<Done> {
    try {
      return await carryOut(command)
    } catch (error) {
      ports.log.error(`${command.kind} failed`, error)
      return failed('internal', `The desk could not carry out ${command.kind}.`)
    }
  }

  async function carryOut(command: DeskCommand): Promise<Done> {
    switch (command.kind) {
      case 'admit':
        return admit(command.knockId)
      case 'hold': {
        const { kind: _, ...hold } = command
        return ports.room.request('hold', hold)
      }
      case 'deny': {
        const { knockId, message, promisesCall } = command
        return ports.room.request('deny', { knockId, message, promisesCall, isUndoable: true })
      }
      case 'undo-deny':
        return ports.room.request('undo-deny', { knockId: command.knockId })
      case 'hang-up':
        return hangUp(command.callId)
      case 'set-profile':
        return ports.room.request('profile:set', command.profile)
      case 'set-presence':
        return ports.room.request('presence:set', command.setting)
      case 'set-rules':
        return ports.room.request('rules:set', command.rules)
      case 'change-settings':
        return changeSettings(command.settings)
      case 'test-ring':
        deps.ringTest.start()
        return done
      case 'test-alert':
        return testAlert()
      case 'self-test':
        return deps.selfTest.run()
      case 'reconnect':
        ports.room.reconnect()
        return done
      case 'install-update':
        return installUpdate()
      default:
        return assertNever(command)
    }
  }

  async function admit(knockId: KnockId): Promise<Done> {
    const call = ownCall(getState())
    // A notice may report the same press twice.
    if (call) return call.knockId === knockId ? done : failed('busy', 'This desk is in another call.')
    const result = await ports.room.request('admit', { knockId })
    return result.kind === 'ok' ? done : result
  }

  async function hangUp(callId: CallId): Promise<Done> {
    if (ownCall(getState())?.id !== callId) return ports.room.request('hang-up', { callId })
    record({ kind: 'hung-up', callId })
    return done
  }

  /** Refused as a whole if the shortcut is not available, so that the settings never show one that does not work. */
  function changeSettings(change: SettingsChange): Done {
    const { settings: before } = getState()
    const settings = mergeSettings(before, change)
    const { admitShortcut } = settings
    if (
      admitShortcut !== null &&
      admitShortcut !== before.admitShortcut &&
      !ports.shortcut.setAdmitShortcut(admitShortcut)
    ) {
      ports.shortcut.setAdmitShortcut(before.admitShortcut)
      return failed('busy', 'The key combination is taken, or cannot be used here.')
    }
    record({ kind: 'settings-changed', settings, name: settings.deskName || deps.defaultName })
    return done
  }

  function installUpdate(): Done {
    const state = getState()
    if (!mayRestart(state)) return failed('busy', 'A visitor is waiting or in a call.')
    if (state.update.kind !== 'ready') return failed('not-found', 'No newer version is ready.')
    ports.updates.install()
    return done
  }

  async function testAlert(): Promise<Done> {
    record({ kind: 'alert-reported', knockId: null, status: await deps.sample.show() })
    return done
  }

  return { run }
}
