import type { io } from 'socket.io-client'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Pairing } from '../../src-shared/pairing.ts'
import type { DeskHandshake, HandshakeFailure } from '../../src-shared/protocol.ts'
import { namespaces, protocolVersion } from '../../src-shared/protocol-version.ts'
import type { PairingEvent } from './pairing-steps.ts'

/**
 * Whether the server at `url` lets this desk in with a pairing: a real handshake, on a connection that is closed at
 * once. Never rejects. `openSocket` is Socket.IO's `io`.
 */
export function tryPairing(deps: {
  readonly openSocket: typeof io
  readonly url: string
  readonly pairing: Pairing
  readonly desk: DeskRef
}): Promise<PairingEvent> {
  const { pairing, desk } = deps
  const handshake: DeskHandshake = { protocol: protocolVersion, ...pairing, desk }
  const socket = deps.openSocket(deps.url + namespaces.desk, {
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

function problemOf(code: unknown): 'not-valid' | 'rate-limited' | 'offline' {
  if (code === 'unauthorised' || code === 'unknown-room') return 'not-valid'
  return code === 'rate-limited' ? code : 'offline'
}
