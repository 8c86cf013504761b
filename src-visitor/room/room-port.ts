import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { Signal } from '../../src-shared/call.ts'
import type { EnterRequest } from '../../src-shared/invitation.ts'
import type { KnockRequest, VisitorKnock } from '../../src-shared/knock.ts'
import type { VisitorHandshake, VisitorWelcome } from '../../src-shared/protocol.ts'
import type { Done, FailureCode, Result } from '../../src-shared/result.ts'
import type { PublicRoom } from '../../src-shared/room.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** What the room server and the connection to it report. Past tense, in the order of arrival. */
export type RoomFact =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'welcomed'; readonly welcome: VisitorWelcome }
  | { readonly kind: 'room-changed'; readonly room: PublicRoom }
  | { readonly kind: 'knock-changed'; readonly knock: VisitorKnock }

/** The connection to the room server. It reconnects by itself, except after `refused`. */
export type RoomPort = {
  /** `handshake` is asked anew at every (re)connect, so that a reconnect finds the knock of that moment again. */
  connect: (handshake: () => VisitorHandshake) => void
  /** Connects anew at once: with a changed handshake, or after `refused`. */
  reconnect: () => void
  /** Commands never reject: without a connection, or without an answer in time, they resolve to `offline`. */
  knock: (request: KnockRequest) => Promise<Result<VisitorKnock>>
  enter: (request: EnterRequest) => Promise<Result<VisitorKnock>>
  callBack: (request: CallBackRequest) => Promise<Done>
  withdraw: () => Promise<Done>
  leave: () => Promise<Done>
  /** Kept until the server has acknowledged it, and sent again after a reconnect. */
  sendSignal: (signal: Signal) => void
  onFact: (listener: (fact: RoomFact) => void) => Unsubscribe
  onSignal: (listener: (signal: Signal) => void) => Unsubscribe
  dispose: () => void
}
