import { io, type Socket } from 'socket.io-client'
import type { Signal } from '../../src-shared/call.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import { namespaces } from '../../src-shared/protocol-version.ts'
import type {
  HandshakeFailure,
  ServerToVisitor,
  VisitorCommands,
  VisitorHandshake,
  VisitorToServer,
} from '../../src-shared/protocol.ts'
import type { FailureCode, Result } from '../../src-shared/result.ts'
import { createWireClient } from '../../src-shared/wire-client.ts'
import type { PageLog } from '../page/page-log.ts'
import type { RoomFact, RoomPort } from './room-port.ts'

type RoomSocketOptions = {
  /** The server's origin. */
  readonly url: string
  readonly clock: Clock
  readonly log: PageLog
}

/** The room port over Socket.IO. */
export function createRoomSocket({ url, clock, log }: RoomSocketOptions): RoomPort {
  const facts = createListeners<RoomFact>()
  const signals = createListeners<Signal>()
  let handshake: (() => VisitorHandshake) | null = null

  const socket: Socket<ServerToVisitor, VisitorToServer> = io(`${url}${namespaces.visitor}`, {
    autoConnect: false,
    // One request instead of four; long polling remains for networks that block WebSockets.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 4_000,
    timeout: 8_000,
    auth: (give) => {
      if (handshake) give(handshake())
    },
  })
  const wire = createWireClient<VisitorCommands>({ socket, read: believe, clock, warn: log.warn })

  socket.on('welcome', (welcome) => {
    facts.tell({ kind: 'welcomed', welcome })
    wire.opened()
  })
  socket.on('room:changed', (room) => facts.tell({ kind: 'room-changed', room }))
  socket.on('knock:changed', (knock) => facts.tell({ kind: 'knock-changed', knock }))
  socket.on('signal', (signal) => signals.tell(signal))
  socket.on('disconnect', (reason) => {
    log.info('disconnected', reason)
    wire.lost()
    facts.tell({ kind: 'disconnected' })
    // The server closed this connection on purpose; the client would not try again by itself.
    if (reason === 'io server disconnect') socket.connect()
  })
  socket.on('connect_error', (error) => {
    const code = refusalOf(error)
    log.warn('not connected', code ?? error.message)
    facts.tell(code ? { kind: 'refused', code } : { kind: 'disconnected' })
    if (code) socket.disconnect()
  })

  return {
    connect(giveHandshake) {
      handshake = giveHandshake
      socket.connect()
    },
    reconnect() {
      socket.disconnect().connect()
    },
    knock: (request) => wire.request('knock', request),
    enter: (request) => wire.request('enter', request),
    callBack: (request) => wire.request('call-back', request),
    withdraw: () => wire.request('withdraw', null),
    leave: () => wire.request('leave', null),
    sendSignal: wire.sendSignal,
    onFact: facts.add,
    onSignal: signals.add,
    dispose() {
      facts.clear()
      signals.clear()
      socket.disconnect()
      wire.lost()
    },
  }
}

/** A refused handshake carries data; without any, the network failed and the client tries again. */
function refusalOf(error: Error & { readonly data?: Partial<HandshakeFailure> | undefined }): FailureCode | null {
  return error.data?.code ?? null
}

/** Who answers gave this page its code. */
function believe<T>(_name: string, answer: Result<unknown>): Result<T> {
  return answer as Result<T>
}
