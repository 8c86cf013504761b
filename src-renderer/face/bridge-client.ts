import type { DeskWindowBridge } from '../../src-shared/bridge.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import { failed } from '../../src-shared/result.ts'

/** The part of the bridge that the desk's state and commands need: the card's window has it too, without requests. */
export type StateBridge = Pick<DeskWindowBridge, 'getState' | 'onState' | 'command'> &
  Partial<Pick<DeskWindowBridge, 'request' | 'sendSignal' | 'onSignal'>>

/**
 * The desk over the bridge. Resolves once the first state is there, then follows. A bridge that fails (main is going
 * away) answers `offline`, so that a view never sees a rejection.
 */
export async function createBridgeClient(bridge: StateBridge): Promise<DeskClient> {
  let state: DeskState | null = null
  const listeners = createListeners<void>()
  bridge.onState((next) => {
    state = next
    listeners.tell()
  })
  const first = await bridge.getState()
  // A state that was pushed before the first answer arrived is newer.
  let latest: DeskState = state ?? first
  return {
    getState: () => {
      latest = state ?? latest
      return latest
    },
    subscribe: listeners.add,
    command: (command) => bridge.command(command).catch(asFailure),
    request: (name, payload) =>
      bridge.request?.(name, payload).catch(asFailure) ??
      Promise.resolve(failed('wrong-state', 'This window asks the server nothing.')),
    sendSignal: (signal) => bridge.sendSignal?.(signal),
    onSignal: (listener) => bridge.onSignal?.(listener) ?? (() => undefined),
  }
}

function asFailure(cause: unknown): ReturnType<typeof failed> {
  return failed('offline', `The bridge did not answer: ${String(cause)}`)
}
