import type { CallOutPolicy } from './call-outs/call-outs.ts'
import { hourMs } from '../src-shared/duration.ts'
import { limits } from '../src-shared/limits.ts'
import type { CrowdCaps } from './crowd.ts'

/** Every duration and limit by which the room server decides. docs/protocol.md promises them to clients. */
export type Policy = {
  /** A waiting visitor's place is kept this long after the connection was lost. */
  readonly knockGraceMs: number
  /** A call goes on this long without the visitor's connection, and without the desk's. */
  readonly visitorInCallGraceMs: number
  readonly deskInCallGraceMs: number
  /** It goes on this long without both: then it is the server that cannot be reached, and they may well hear each other. */
  readonly bothInCallGraceMs: number
  /** A held knock returns to waiting after this, unless the desk said for how long. */
  readonly holdMs: number
  /** A desk's denial can be undone for this long before the visitor hears of it. */
  readonly undoDenialMs: number
  /** A knock that nobody decided expires after this. */
  readonly unansweredMs: number
  /** A practice knock ends by itself this long after the last thing that happened to it. */
  readonly practiceMs: number
  /** A page that leaves sooner than this, without a knock, is not logged. */
  readonly glanceMs: number
  /** A page without a knock that returns within this is the same visit. */
  readonly pageReturnMs: number
  /** A pairing link is valid for this long. */
  readonly pairingCodeMs: number
  /** A password for a TURN server is valid for this long; a running call gets a new one half-way. */
  readonly turnPasswordMs: number
  /** A line looks so often whether a copy of this PC has the relay's socket; one that gave way waits twice as long. */
  readonly lookForTwinEveryMs: number
  /** A device that used one waits so long for a person's answer, and asks for it again so often. */
  readonly newcomer: { readonly validForMs: number; readonly answerWithinMs: number }
  readonly callOuts: CallOutPolicy
  /** When the server is told to stop, call-outs under way may take so long yet. */
  readonly stopWithinMs: number
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
  readonly http: HttpPolicy
  /** Connected pages and desks. */
  readonly sockets: CrowdCaps
  /** Knocks that nobody has decided yet. */
  readonly openKnocks: CrowdCaps
  readonly rates: {
    readonly handshakesPerAddress: Rate
    readonly knocksPerAddress: Rate
    readonly callBacksPerAddress: Rate
    /** Rows of the visit log for pages that were left without a knock. */
    readonly leftPagesPerAddress: Rate
    readonly leftPagesPerRoom: Rate
    readonly wrongKeysPerAddress: Rate
    readonly pairingsPerAddress: Rate
    readonly pairingWaitsPerAddress: Rate
    readonly commandsPerConnection: Rate
    readonly signalsPerConnection: Rate
  }
}

export type HttpPolicy = {
  /** A request's headers, and all of it, must have arrived after this. */
  readonly headersTimeoutMs: number
  readonly requestTimeoutMs: number
  /** How often that is looked at. */
  readonly checkEveryMs: number
  /** At the end of the server, what is being sent may take so long yet. */
  readonly finishMs: number
  /** TCP connections. */
  readonly connections: CrowdCaps
}

export type Rate = { readonly count: number; readonly perSeconds: number }

const daySeconds = 24 * 60 * 60

export const defaultPolicy: Policy = {
  knockGraceMs: 90_000,
  visitorInCallGraceMs: 60_000,
  deskInCallGraceMs: 60_000,
  bothInCallGraceMs: hourMs,
  holdMs: 120_000,
  undoDenialMs: 5_000,
  unansweredMs: 2 * hourMs,
  practiceMs: 4 * 60_000,
  glanceMs: 3_000,
  pageReturnMs: 60_000,
  pairingCodeMs: 10 * 60_000,
  turnPasswordMs: 4 * hourMs,
  lookForTwinEveryMs: 30_000,
  newcomer: { validForMs: 5 * 60_000, answerWithinMs: 20_000 },
  callOuts: { digestAfter: 5, digestMs: 10 * 60_000, timeoutMs: 5_000, retryAfterMs: [1_000, 5_000] },
  stopWithinMs: 10_000,
  // With Socket.IO's defaults a dead phone would look alive for 45 s.
  pingIntervalMs: 10_000,
  pingTimeoutMs: 8_000,
  http: {
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 20_000,
    checkEveryMs: 2_000,
    finishMs: 2_000,
    // A browser opens up to six for one page.
    connections: { perAddress: 150, perNetwork: 500, total: 3_500, keptForNewcomers: 500 },
  },
  // An office whose people all have the page open is still far below.
  sockets: { perAddress: 40, perNetwork: 150, total: 1_500, keptForNewcomers: 500 },
  // docs/adr/0016 says why these.
  openKnocks: { perAddress: 5, perNetwork: 15, total: limits.knocksPerRoom, keptForNewcomers: 50 },
  rates: {
    handshakesPerAddress: { count: 120, perSeconds: 60 },
    knocksPerAddress: { count: 30, perSeconds: 60 },
    callBacksPerAddress: { count: 10, perSeconds: 60 },
    leftPagesPerAddress: { count: 50, perSeconds: daySeconds },
    leftPagesPerRoom: { count: 1_000, perSeconds: daySeconds },
    wrongKeysPerAddress: { count: 10, perSeconds: 60 },
    pairingsPerAddress: { count: 10, perSeconds: 60 },
    pairingWaitsPerAddress: { count: 60, perSeconds: 60 },
    commandsPerConnection: { count: 100, perSeconds: 10 },
    signalsPerConnection: { count: 400, perSeconds: 10 },
  },
}
