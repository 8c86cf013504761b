import type { DeskWindowBridge } from '../../src-shared/bridge.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import { failed, type Failed } from '../../src-shared/result.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/**
 * The desk over the bridge. Resolves once the first state is there, then follows. A bridge that fails (main is going
 * away) answers `offline`, so that a view never sees a rejection.
 */
export async function createBridgeClient(
  bridge: Pick<DeskWindowBridge, 'getState' | 'onState' | 'command' | 'request' | 'sendSignal' | 'onSignal'>,
): Promise<DeskClient> {
  return {
    ...(await followBridge(bridge)),
    command: (command) => bridge.command(command).catch(bridgeFailure),
    request: (name, payload) => bridge.request(name, payload).catch(bridgeFailure),
    sendSignal: bridge.sendSignal,
    onSignal: bridge.onSignal,
  }
}

/** Resolves once the first state is there, then follows. */
export async function followBridge<State>(bridge: {
  readonly getState: () => Promise<State>
  readonly onState: (listener: (state: State) => void) => Unsubscribe
}): Promise<{ getState: () => State; subscribe: (listener: () => void) => Unsubscribe }> {
  const pushed: { state?: State } = {}
  const listeners = createListeners<void>()
  bridge.onState((next) => {
    pushed.state = next
    listeners.tell()
  })
  const first = await bridge.getState()
  // A state that was pushed before the first answer arrived is newer.
  return { getState: () => pushed.state ?? first, subscribe: listeners.add }
}

export function bridgeFailure(cause: unknown): Failed {
  return failed('offline', `The bridge did not answer: ${String(cause)}`)
}
