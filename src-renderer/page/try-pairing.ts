import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Pairing } from '../../src-shared/pairing.ts'
import type { DeskHandshake } from '../../src-shared/protocol.ts'
import { protocolVersion } from '../../src-shared/protocol-version.ts'
import type { PairingEvent } from './pairing-steps.ts'

/** The little of a desk's connection that a handshake needs. */
export type HandshakeSocket = {
  on(event: string, listener: (error: { readonly data?: { readonly code?: unknown } }) => void): unknown
  connect(): unknown
  disconnect(): unknown
}

/**
 * Whether the server lets this desk in with a pairing: a real handshake, on a connection that is closed at once. Never
 * rejects. A server that does not answer ends it with its first failed attempt.
 */
export function tryPairing(deps: {
  readonly openSocket: (handshake: DeskHandshake) => HandshakeSocket
  readonly pairing: Pairing
  readonly desk: DeskRef
}): Promise<PairingEvent> {
  const { pairing, desk } = deps
  const socket = deps.openSocket({ protocol: protocolVersion, ...pairing, desk })
  return new Promise<PairingEvent>((resolve) => {
    socket.on('connect', () => resolve({ kind: 'worked', pairing }))
    socket.on('connect_error', ({ data }) => resolve({ kind: 'failed', problem: problemOf(data?.code) }))
    socket.connect()
  }).finally(() => socket.disconnect())
}

function problemOf(code: unknown): 'not-valid' | 'rate-limited' | 'offline' {
  if (code === 'unauthorised' || code === 'unknown-room') return 'not-valid'
  return code === 'rate-limited' ? code : 'offline'
}
