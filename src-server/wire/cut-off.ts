import type { Socket } from 'socket.io'

/** The part of a Socket.IO socket by which a connection is ended without a word. */
export type CutSocket = Pick<Socket, 'removeAllListeners' | 'offAny'> & { readonly conn: Pick<Socket['conn'], 'close'> }

/**
 * Ends a connection as a network does, so that its client asks again, and learns what there is now. Nothing that it has
 * sent is served any more, nor is its end.
 */
export function cutOff(socket: CutSocket): void {
  socket.removeAllListeners()
  socket.offAny()
  socket.conn.close()
}
