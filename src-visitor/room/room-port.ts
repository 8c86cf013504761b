import type { VisitorCommands, VisitorFacts, VisitorHandshake } from '../../src-shared/protocol.ts'
import type { FailureCode } from '../../src-shared/result.ts'
import type { WireClient } from '../../src-shared/wire-client.ts'
import type { WireFact } from '../../src-shared/wire.ts'

/** What the room server says, and what becomes of the connection to it, in the order of arrival. */
export type RoomFact =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | WireFact<VisitorFacts>

/** The connection to the room server. It reconnects by itself, except after `refused` and `displaced`. */
export type RoomPort = Pick<WireClient<VisitorCommands>, 'request' | 'sendSignal'> & {
  /** `handshake` is asked anew at every (re)connect, so that a reconnect finds the knock of that moment again. */
  connect: (page: { readonly handshake: () => VisitorHandshake; readonly onFact: (fact: RoomFact) => void }) => void
  /** Connects anew at once: with a changed handshake, or after `refused` or `displaced`. */
  reconnect: () => void
  dispose: () => void
}
