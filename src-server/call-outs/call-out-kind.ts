import type { CallOut, CallOutEvent } from '../../src-shared/call-out.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { CallOutMessage } from './call-out-message.ts'

/** A call-out of one kind, with the fields that this kind has. */
export type CallOutOf<Kind extends CallOut['kind']> = Extract<CallOut, { readonly kind: Kind }>

/**
 * All that the server has to know of one kind of call-out. Methods, because the compiler lets a method of one kind stand
 * for that of any: whoever looks a kind up by a call-out's own `kind` gives it no other call-out.
 */
export type CallOutKind<Of extends CallOut> = {
  createDriver(callOut: Of, deps: DriverDeps): Driver
  /** The events that a call-out is about. */
  eventsOf(callOut: Of): readonly CallOutEvent[]
  /** Null for a kind that has none. */
  readonly secret: CallOutSecret<Of> | null
}

export type CallOutSecret<Of extends CallOut> = {
  get(callOut: Of): string
  set(callOut: Of, secret: string): Of
  /** Where it is sent; a constant where it never is. A kept secret goes nowhere but to where it was given for. */
  destinationOf(callOut: Of): string
}

/**
 * One way to carry a message out of the house. Resolves to a few words on what the receiver said, or rejects with an
 * error whose message says what went wrong. It ends soon after `signal` is aborted.
 */
export type Driver = (message: CallOutMessage, signal: AbortSignal) => Promise<string>

export type DriverDeps = {
  readonly clock: Clock
  /** Of one attempt. */
  readonly timeoutMs: number
}
