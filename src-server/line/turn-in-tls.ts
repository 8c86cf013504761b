import { connect } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { minuteMs } from '../../src-shared/duration.ts'

/** Where coturn listens, by TCP. */
export type TurnServer = { readonly host: string; readonly port: number }

/** In every message of STUN and TURN, after its type and length (RFC 8489, part 5). */
const magicCookie = 0x21_12_a4_42
const headerBytes = 8

/** Whether a connection begins as TURN does. A request of HTTP begins with a letter. */
export function isTurn(first: Buffer): boolean {
  // The two highest bits of the first byte are zero (RFC 8489, part 5).
  if (first.length < headerBytes) return first.length > 0 && first.readUInt8(0) < 0x04
  return first.readUInt8(0) < 0x40 && first.readUInt32BE(4) === magicCookie
}

/** A call says something every few seconds, and a client that waits for one renews its allocation within five minutes. */
const idleMs = 6 * minuteMs

/** Passes a visitor's TURN on to the relay's own server, and back. Either end ends both. */
export function passTurn(visitor: TLSSocket, { host, port }: TurnServer): void {
  const turn = connect({ host, port, noDelay: true })
  visitor.on('error', () => turn.destroy()).once('close', () => turn.destroy())
  turn.on('error', () => visitor.destroy()).once('close', () => visitor.destroy())
  visitor.setTimeout(idleMs, () => visitor.destroy())
  visitor.pipe(turn).pipe(visitor)
}
