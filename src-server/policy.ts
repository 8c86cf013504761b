import type { CallOutPolicy } from './call-outs/call-outs.ts'
import { hourMs } from '../src-shared/duration.ts'

/** Every duration and limit by which the room server decides. docs/protocol.md promises them to clients. */
export type Policy = {
  /** A waiting visitor's place is kept this long after the connection was lost. */
  readonly knockGraceMs: number
  /** A call goes on this long without the visitor's connection, and without the desk's. */
  readonly visitorInCallGraceMs: number
  readonly deskInCallGraceMs: number
  /** A held knock returns to waiting after this. */
  readonly holdMs: number
  /** A knock that nobody decided expires after this. */
  readonly unansweredMs: number
  /** A page that leaves sooner than this, without a knock, is not logged. */
  readonly glanceMs: number
  /** A page without a knock that returns within this is the same visit. */
  readonly pageReturnMs: number
  /** A pairing link is valid for this long. */
  readonly pairingCodeMs: number
  /** A password for a TURN server is valid for this long; a running call gets a new one half-way. */
  readonly turnPasswordMs: number
  readonly callOuts: CallOutPolicy
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
  readonly rates: {
    readonly knocksPerAddress: Rate
    readonly callBacksPerAddress: Rate
    readonly wrongKeysPerAddress: Rate
    readonly pairingsPerAddress: Rate
    readonly commandsPerConnection: Rate
    readonly signalsPerConnection: Rate
  }
}

export type Rate = { readonly count: number; readonly perSeconds: number }

export const defaultPolicy: Policy = {
  knockGraceMs: 90_000,
  visitorInCallGraceMs: 60_000,
  deskInCallGraceMs: 60_000,
  holdMs: 120_000,
  unansweredMs: 2 * hourMs,
  glanceMs: 3_000,
  pageReturnMs: 60_000,
  pairingCodeMs: 10 * 60_000,
  turnPasswordMs: 4 * hourMs,
  callOuts: { timeoutMs: 5_000, retryAfterMs: [1_000, 5_000] },
  // With Socket.IO's defaults a dead phone would look alive for 45 s.
  pingIntervalMs: 10_000,
  pingTimeoutMs: 8_000,
  rates: {
    knocksPerAddress: { count: 30, perSeconds: 60 },
    callBacksPerAddress: { count: 10, perSeconds: 60 },
    wrongKeysPerAddress: { count: 10, perSeconds: 60 },
    pairingsPerAddress: { count: 10, perSeconds: 60 },
    commandsPerConnection: { count: 100, perSeconds: 10 },
    signalsPerConnection: { count: 400, perSeconds: 10 },
  },
}
