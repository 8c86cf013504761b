import { io } from 'socket.io-client'
import type { SocketLike } from '../../src-desk/room/room-connection.ts'
import type { DeskHandshake } from '../../src-shared/protocol.ts'
import { namespaces } from '../../src-shared/protocol-version.ts'

const reconnectionDelayMaxMs = 3_000

/** A desk's connection from a browser. Polling too, because a company's proxy may let no WebSocket through. */
export function openRoomSocket(url: string, handshake: DeskHandshake): SocketLike {
  const socket = io(url + namespaces.desk, {
    auth: handshake,
    autoConnect: false,
    // A desk that leaves a room must not share its connection with the one that enters the next.
    forceNew: true,
    transports: ['websocket', 'polling'],
    reconnectionDelayMax: reconnectionDelayMaxMs,
  })
  return {
    get connected() {
      return socket.connected
    },
    get active() {
      return socket.active
    },
    // What arrives is of any shape; the core's parsers look at it, and its own signature says so with `never`.
    on: (event, listener) => socket.on(event, (...args: unknown[]) => listener(...(args as never[]))),
    emit: (event, ...args) => socket.emit(event, ...args),
    connect: () => socket.connect(),
    disconnect: () => socket.disconnect(),
  }
}
