/**
 * The answer to every command that crosses a process or the network.
 *
 * Codes are stable: programs may branch on them (docs/protocol.md lists who sends which). The message is one English
 * sentence for a log; screens translate the code instead.
 */
export const failureCodes = [
  'bad-request',
  'too-large',
  'unauthorised',
  'unknown-room',
  'protocol-mismatch',
  'not-found',
  'already-decided',
  'wrong-state',
  /** Only an owner may do this. */
  'owners-only',
  /** There would be no owner left. */
  'last-owner',
  'busy',
  'rate-limited',
  'blocked',
  'offline',
  /** The server is about to stop; all goes on after the next connect. */
  'restarting',
  'disk-full',
  'internal',
] as const
export type FailureCode = (typeof failureCodes)[number]

export function isFailureCode(code: unknown): code is FailureCode {
  return failureCodes.some((known) => known === code)
}

export type Failed = { readonly kind: 'failed'; readonly code: FailureCode; readonly message: string }
export type Ok<T> = { readonly kind: 'ok'; readonly value: T }
export type Result<T> = Ok<T> | Failed

/** The value of a command that has nothing to say but that it was done. */
export type Done = Result<null>

export function ok<T>(value: T): Ok<T> {
  return { kind: 'ok', value }
}

export const done: Ok<null> = { kind: 'ok', value: null }

export function failed(code: FailureCode, message: string): Failed {
  return { kind: 'failed', code, message }
}

/** Makes a `switch` over a union exhaustive: a forgotten kind does not compile, an impossible one throws. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
