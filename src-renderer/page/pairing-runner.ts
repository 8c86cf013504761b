import type { io } from 'socket.io-client'
import {
  readPairAnswer,
  type PairAnswer,
  type Pairing,
  type PairingCodeLink,
  type PairRequest,
  type PairWait,
} from '../../src-shared/pairing.ts'
import type { DeskHandshake, HandshakeFailure } from '../../src-shared/protocol.ts'
import { namespaces, protocolVersion } from '../../src-shared/protocol-version.ts'
import { assertNever, failed, type FailureCode, type Result } from '../../src-shared/result.ts'
import type { LinkProblem, PairingEvent, PairingStep, TrialProblem } from './pairing-steps.ts'

export type PairingRunnerDeps = {
  /** The page's `fetch`. */
  readonly send: typeof fetch
  /** Socket.IO's `io`. */
  readonly openSocket: typeof io
  /** The server's origin. */
  readonly url: string
  /** Resolves after so many ms. */
  readonly wait: (ms: number) => Promise<void>
  /** What this desk calls itself. */
  readonly name: string
}

/** Asks the server what a pairing step needs; null for a step that needs nothing from it. Never rejects. */
export function createPairingRunner(deps: PairingRunnerDeps): (step: PairingStep) => Promise<PairingEvent> | null {
  return (step) => {
    switch (step.kind) {
      case 'try-present':
        return tryPairing(deps, step.present)
      case 'exchange':
        return pairByCode(deps, step.link)
      case 'compare':
        return waitToBeLetIn(deps, step)
      case 'start':
      case 'explain':
      case 'ask':
        return null
      default:
        return assertNever(step)
    }
  }
}

/** Whether the server lets this desk in: a real handshake, on a connection that is closed at once; it renames nobody. */
function tryPairing({ openSocket, url }: PairingRunnerDeps, pairing: Pairing): Promise<PairingEvent> {
  const { room, key, deskId } = pairing
  const handshake: DeskHandshake = { protocol: protocolVersion, room, key, desk: { id: deskId, name: '' } }
  const socket = openSocket(url + namespaces.desk, {
    auth: handshake,
    forceNew: true,
    reconnection: false,
    transports: ['websocket', 'polling'],
  })
  return new Promise<PairingEvent>((resolve) => {
    socket.on('connect', () => resolve({ kind: 'worked', pairing }))
    socket.on('connect_error', (error: Error & { readonly data?: Partial<HandshakeFailure> }) =>
      resolve({ kind: 'failed', problem: problemOf(error.data?.code) }),
    )
  }).finally(() => socket.disconnect())
}

function problemOf(code: unknown): TrialProblem {
  if (code === 'unauthorised' || code === 'unknown-room') return 'not-valid'
  return code === 'rate-limited' ? code : 'offline'
}

/** Exchanges a one-time code for this desk's own key, or for a number to compare. */
async function pairByCode({ send, name }: PairingRunnerDeps, link: PairingCodeLink): Promise<PairingEvent> {
  const request: PairRequest = { ...link, desk: { name } }
  const answer = await ask(send, '/pair', request)
  if (answer.kind === 'failed') return { kind: 'failed', problem: problemOfLink(answer.code, 'refused') }
  const { value } = answer
  if (value.kind === 'compare') return { kind: 'to-compare', ticket: value.ticket, number: value.number }
  return eventOf(value, link)
}

/** Asks until a person has decided. A server that is away for a moment is asked again, too. */
async function waitToBeLetIn(
  { send, wait }: PairingRunnerDeps,
  { ticket, link }: Extract<PairingStep, { readonly kind: 'compare' }>,
): Promise<PairingEvent> {
  const question: PairWait = { room: link.room, ticket }
  for (let failures = 0; failures < mostFailures;) {
    const answer = await ask(send, '/pair/wait', question)
    if (answer.kind === 'ok' && answer.value.kind !== 'waiting') return eventOf(answer.value, link)
    if (answer.kind === 'failed' && answer.code === 'unauthorised') return { kind: 'failed', problem: 'not-let-in' }
    failures = answer.kind === 'failed' ? failures + 1 : 0
    if (answer.kind === 'failed') await wait(askAgainMs)
  }
  return { kind: 'failed', problem: 'offline' }
}

const mostFailures = 10
const askAgainMs = 2_000

function eventOf(answer: PairAnswer, { room }: PairingCodeLink): PairingEvent {
  if (answer.kind !== 'paired') return { kind: 'failed', problem: 'offline' }
  return { kind: 'worked', pairing: { room, key: answer.key, deskId: answer.deskId } }
}

function problemOfLink(code: FailureCode, otherwise: LinkProblem): LinkProblem {
  return code === 'rate-limited' || code === 'offline' ? code : otherwise
}

async function ask(send: typeof fetch, path: string, question: PairRequest | PairWait): Promise<Result<PairAnswer>> {
  try {
    const response = await send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
    })
    return readPairAnswer(await response.json())
  } catch {
    // No answer, or one that is not JSON: it came from something in between, such as a proxy.
    return failed('offline', 'The server did not answer.')
  }
}
