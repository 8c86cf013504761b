import type { io } from 'socket.io-client'
import { readPairAnswer, type Pairing, type PairingCodeLink, type PairRequest } from '../../src-shared/pairing.ts'
import type { DeskHandshake, HandshakeFailure } from '../../src-shared/protocol.ts'
import { namespaces, protocolVersion } from '../../src-shared/protocol-version.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { PairingEvent, PairingStep, TrialProblem } from './pairing-steps.ts'

export type PairingRunnerDeps = {
  /** The page's `fetch`. */
  readonly send: typeof fetch
  /** Socket.IO's `io`. */
  readonly openSocket: typeof io
  /** The server's origin. */
  readonly url: string
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
      case 'start':
      case 'explain':
      case 'ask':
        return null
      default:
        return assertNever(step)
    }
  }
}

/** Whether the server lets this desk in: a real handshake, on a connection that is closed at once. */
function tryPairing({ openSocket, url, name }: PairingRunnerDeps, pairing: Pairing): Promise<PairingEvent> {
  const { room, key, deskId } = pairing
  const handshake: DeskHandshake = { protocol: protocolVersion, room, key, desk: { id: deskId, name } }
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

/** Exchanges a one-time code for this desk's own key. */
async function pairByCode({ send, name }: PairingRunnerDeps, link: PairingCodeLink): Promise<PairingEvent> {
  const request: PairRequest = { ...link, desk: { name } }
  try {
    const response = await send('/pair', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const answer = readPairAnswer(await response.json())
    if (answer.kind === 'ok') return { kind: 'worked', pairing: { room: link.room, ...answer.value } }
    const { code } = answer
    return { kind: 'failed', problem: code === 'rate-limited' || code === 'offline' ? code : 'refused' }
  } catch {
    // No answer, or one that is not JSON: it came from something in between, such as a proxy.
    return { kind: 'failed', problem: 'offline' }
  }
}
