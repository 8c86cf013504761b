import type { Signal } from './call.ts'
import type { DeskCommand } from './desk-command.ts'
import type { DeskRequestAnswers, DeskRequestName, DeskRequestPayload } from './desk-requests.ts'
import type { DeskState } from './desk-state.ts'
import type { Done, Result } from './result.ts'
import type { Unsubscribe } from './unsubscribe.ts'

/**
 * The desk as its face sees it: the core itself in a browser page, the bridge to it in the app. The face cannot tell
 * the two apart.
 */
export type DeskClient = {
  /** The present state; the same object until something changed. */
  getState: () => DeskState
  /** Calls after every change of `getState()`. */
  subscribe: (listener: () => void) => Unsubscribe
  /** Never rejects; what could not be done says why. */
  command: (command: DeskCommand) => Promise<Done>
  /** Never rejects; without a connection it resolves to `offline`. */
  request: <Name extends DeskRequestName>(
    name: Name,
    payload: DeskRequestPayload<Name>,
  ) => Promise<Result<DeskRequestAnswers[Name]>>
  /** Signals of one's own call. Kept until the server has acknowledged them, and sent again after the next connect. */
  sendSignal: (signal: Signal) => void
  onSignal: (listener: (signal: Signal) => void) => Unsubscribe
}
