import type { CallOutMessage } from './call-out-message.ts'

/**
 * One way to carry a message out of the house. Resolves to a few words on what the receiver said, or rejects with an
 * error whose message says what went wrong. It ends soon after `signal` is aborted.
 */
export type Driver = (message: CallOutMessage, signal: AbortSignal) => Promise<string>
