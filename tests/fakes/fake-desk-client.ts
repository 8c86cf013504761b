import * as v from 'valibot'
import type { Signal } from '../../src-shared/call.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { DeskCommand } from '../../src-shared/desk-command.ts'
import type { DeskRequestAnswers, DeskRequestName, DeskRequestPayload } from '../../src-shared/desk-requests.ts'
import { DeskSettingsSchema, type DeskSettings } from '../../src-shared/desk-settings.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import { done, failed, ok, type Done, type Result } from '../../src-shared/result.ts'

type Answers = {
  [Name in DeskRequestName]: (payload: DeskRequestPayload<Name>) => Promise<Result<DeskRequestAnswers[Name]>>
}

export type FakeDeskClient = DeskClient & {
  /** Changes the state and tells everybody, as a fact of the server would. */
  change: (patch: Partial<DeskState>) => void
  readonly commands: readonly DeskCommand[]
  readonly requests: readonly { readonly name: DeskRequestName; readonly payload: unknown }[]
  readonly sentSignals: readonly Signal[]
  /** What the next commands are answered with. */
  answerWith: (answer: Done) => void
  /** What the requests of this name are answered with from now on. */
  answerRequest: <Name extends DeskRequestName>(name: Name, answer: Answers[Name]) => void
}

/** A desk that does what a test says. Settings change at once, as in the real one; all else waits for `change`. */
export function createFakeDeskClient(first: DeskState): FakeDeskClient {
  let state = first
  let answer: Done = done
  const answers = emptyServer()
  const listeners = new Set<() => void>()
  const commands: DeskCommand[] = []
  const requests: { name: DeskRequestName; payload: unknown }[] = []
  const sentSignals: Signal[] = []
  const change = (patch: Partial<DeskState>): void => {
    state = { ...state, ...patch }
    for (const listener of listeners) listener()
  }
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    command: (command) => {
      commands.push(command)
      if (command.kind === 'change-settings') change({ settings: withChanges(state.settings, command.settings) })
      return Promise.resolve(answer)
    },
    request: (name, payload) => {
      requests.push({ name, payload })
      return answers[name](payload)
    },
    sendSignal: (signal) => sentSignals.push(signal),
    onSignal: () => () => undefined,
    change,
    commands,
    requests,
    sentSignals,
    answerWith: (next) => {
      answer = next
    },
    answerRequest: (name, next) => {
      answers[name] = next
    },
  }
}

/** A server that has seen nobody yet and finds nothing that is asked for by name. */
function emptyServer(): Answers {
  const unknown = () => Promise.resolve(failed('not-found', 'There is no such thing here.'))
  const carriedOut = () => Promise.resolve(done)
  return {
    say: carriedOut,
    'visits:list': () => Promise.resolve(ok({ visits: [], hasMore: false })),
    'visits:export': unknown,
    'visits:stats': () =>
      Promise.resolve(ok({ knocks: 0, admitted: 0, knocksByHour: Array<number>(24).fill(0), medianWaitMs: null })),
    'visits:erase': unknown,
    'follow-up:done': carriedOut,
    'follow-up:reopen': carriedOut,
    'invitation:create': unknown,
    'invitations:list': () => Promise.resolve(ok([])),
    'invitations:revoke': carriedOut,
    'sources:deny': unknown,
    'sources:block': unknown,
    'sources:blocks': () => Promise.resolve(ok([])),
    'sources:unblock': carriedOut,
    'practice:knock': carriedOut,
    'pairing:create': unknown,
    'newcomer:answer': carriedOut,
    'desks:list': () => Promise.resolve(ok([])),
    'desks:rename': carriedOut,
    'desks:revoke': carriedOut,
    'copy:make': unknown,
    'copy:read': unknown,
    'relay:show': () => Promise.resolve(ok({ relays: [], certificate: null, caa: null, work: { kind: 'none' } })),
    'relay:look': unknown,
    'relay:set-up': carriedOut,
    'relay:remove': carriedOut,
    'own-address:show': () => Promise.resolve(ok({ fixed: null, kept: null, look: { kind: 'none' }, targets: [] })),
    'own-address:set': carriedOut,
    'own-address:remove': carriedOut,
    'own-address:look': carriedOut,
    'notice:confirm': carriedOut,
    'desks:leave': carriedOut,
    'desks:set-role': carriedOut,
    'audit:list': () => Promise.resolve(ok([])),
    'desks:put-out': () => Promise.resolve(ok({ putOut: 0 })),
    'call-outs:list': () => Promise.resolve(ok({ callOuts: [], results: [], secrets: [] })),
    'call-outs:set': carriedOut,
    'call-outs:test': unknown,
    'call:hear': () => Promise.resolve(ok(null)),
    'ice-servers:test': () => Promise.resolve(ok({ tests: [] })),
  }
}

function withChanges(settings: DeskSettings, changes: Partial<Record<keyof DeskSettings, unknown>>): DeskSettings {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return v.parse(DeskSettingsSchema, { ...settings, ...Object.fromEntries(given) })
}
