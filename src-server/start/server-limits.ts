import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { addressKey } from '../http/address-key.ts'
import type { HttpPolicy } from '../policy.ts'
import { createConnectionCaps } from '../wire/connection-caps.ts'

/** Whose TCP connections are counted together; null for a proxy that speaks for many. */
export type PeerKey = (peer: string) => string | null

/** Closes connections beyond the caps as they come in, before anything is read from them. */
export function limitConnections(server: Server, policy: HttpPolicy, keyOf: PeerKey): void {
  const caps = createConnectionCaps(policy.connections)
  server.maxConnections = policy.connections.total + policy.connections.keptForNewcomers
  server.on('connection', (socket: Socket) => {
    const key = keyOf(socket.remoteAddress ?? '')
    if (key === null) return
    if (!caps.hasPlace(key)) {
      socket.destroy()
      return
    }
    socket.once('close', caps.enter(key))
  })
}

/** Each peer by itself, but for trusted proxies. */
export function peerKey(isProxy: (peer: string) => boolean): PeerKey {
  return (peer) => (isProxy(peer) ? null : addressKey(peer))
}
