import type { CallOut, CallOutEvent } from '../../src-shared/call-out.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { OpenSocket } from './call-out-socket.ts'
import type { CallOutMessage } from './call-out-message.ts'

/** A call-out of one kind, with the fields that this kind has. */
export type CallOutOf<Kind extends CallOut['kind']> = Extract<CallOut, { readonly kind: Kind }>

/**
 * All that the server has to know of one kind of call-out. Written as methods, because TypeScript compares their
 * parameters loosely: `kindOf` looks a kind up by a call-out's own `kind`, so it never meets another one.
 */
export type CallOutKind<Of extends CallOut> = {
  createDriver(callOut: Of, deps: DriverDeps): Driver
  /** The events that a call-out is about. */
  eventsOf(callOut: Of): readonly CallOutEvent[]
  /** What is sealed in the database: its secret, and its addresses, in which a token may stand. */
  readonly privates: CallOutPrivates<Of>
}

/** Texts by names of the kind's own. */
export type PrivateTexts = Readonly<Record<string, string>>

export type CallOutPrivates<Of extends CallOut> = {
  get(callOut: Of): PrivateTexts
  /** `texts` may leave some out. */
  set(callOut: Of, texts: PrivateTexts): Of
  /** The name of the one that a desk never gets back; the others are addresses. Null for a kind that has none. */
  readonly secret: string | null
  /** An address as desks may see it. */
  mask(address: string): string
  /** Where the secret is sent; a constant if it never is. A secret is not kept when this changes. */
  destinationOf(callOut: Of): string
}

/** As it is kept between a start and a stop. */
export type KeptCallOut = {
  readonly callOut: CallOut
  /** Texts by name, still sealed, because the key for them is not there. They wait for it, or to be typed anew. */
  readonly unreadable: PrivateTexts
}

/**
 * One way to carry a message out of the house. Resolves to a few words for the log, or rejects with an error of which
 * `reasonFor` makes what a desk may know. It ends soon after `signal` is aborted.
 */
export type Driver = (message: CallOutMessage, signal: AbortSignal) => Promise<string>

export type DriverDeps = {
  readonly clock: Clock
  readonly openSocket: OpenSocket
  /** Of one attempt. */
  readonly timeoutMs: number
}
