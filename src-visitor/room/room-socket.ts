import { io, type Socket } from 'socket.io-client'
import type { Signal } from '../../src-shared/call.ts'
import { limits } from '../../src-shared/limits.ts'
import type { HandshakeFailure, ServerToVisitor, VisitorHandshake, VisitorToServer } from '../../src-shared/protocol.ts'
import { namespaces } from '../../src-shared/protocol-version.ts'
import { failed, type FailureCode, type Result } from '../../src-shared/result.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { PageLog } from '../page/page-log.ts'
import type { RoomFact, RoomPort } from './room-port.ts'

const answerTimeoutMs = 10_000

type RoomSocketOptions = {
  /** The server's origin. */
  readonly url: string
  readonly log: PageLog
}

/** The room port over Socket.IO. */
export function createRoomSocket(options: RoomSocketOptions): RoomPort {
  const facts = createListeners<RoomFact>()
  const signals = createListeners<Signal>()
  /** Signals without an acknowledgement, oldest first. */
  const unsent: Signal[] = []
  let handshake: (() => VisitorHandshake) | null = null

  const socket: Socket<ServerToVisitor, VisitorToServer> = io(`${options.url}${namespaces.visitor}`, {
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

  socket.on('welcome', (welcome) => {
    facts.tell({ kind: 'welcomed', welcome })
    for (const signal of unsent) deliver(signal)
  })
  socket.on('room:changed', (room) => facts.tell({ kind: 'room-changed', room }))
  socket.on('knock:changed', (knock) => facts.tell({ kind: 'knock-changed', knock }))
  socket.on('signal', (signal) => signals.tell(signal))
  socket.on('disconnect', (reason) => {
    options.log.info('disconnected', reason)
    facts.tell({ kind: 'disconnected' })
    // The server closed this connection on purpose; the client would not try again by itself.
    if (reason === 'io server disconnect') socket.connect()
  })
  socket.on('connect_error', (error) => {
    const code = refusalOf(error)
    options.log.warn('not connected', code ?? error.message)
    facts.tell(code ? { kind: 'refused', code } : { kind: 'disconnected' })
    if (code) socket.disconnect()
  })

  function deliver(signal: Signal): void {
    socket.timeout(answerTimeoutMs).emit('signal', signal, (error, result) => {
      if (error) return
      const index = unsent.indexOf(signal)
      if (index !== -1) unsent.splice(index, 1)
      if (result.kind === 'failed') options.log.warn('signal refused', result.code)
    })
  }

  async function answer<T>(emit: () => Promise<Result<T>>): Promise<Result<T>> {
    if (!socket.connected) return failed('offline', 'There is no connection.')
    try {
      return await emit()
    } catch (error) {
      options.log.warn('no answer', error)
      return failed('offline', 'The server did not answer in time.')
    }
  }

  return {
    connect(giveHandshake) {
      handshake = giveHandshake
      socket.connect()
    },
    reconnect() {
      socket.disconnect().connect()
    },
    knock: (request) => answer(() => socket.timeout(answerTimeoutMs).emitWithAck('knock', request)),
    enter: (request) => answer(() => socket.timeout(answerTimeoutMs).emitWithAck('enter', request)),
    callBack: (request) => answer(() => socket.timeout(answerTimeoutMs).emitWithAck('call-back', request)),
    withdraw: () => answer(() => socket.timeout(answerTimeoutMs).emitWithAck('withdraw', null)),
    leave: () => answer(() => socket.timeout(answerTimeoutMs).emitWithAck('leave', null)),
    sendSignal(signal) {
      unsent.push(signal)
      if (unsent.length > limits.signalsKept) unsent.shift()
      if (socket.connected) deliver(signal)
    },
    onFact: facts.add,
    onSignal: signals.add,
    dispose() {
      facts.clear()
      signals.clear()
      socket.disconnect()
    },
  }
}

/** A refused handshake carries data; without any, the network failed and the client tries again. */
function refusalOf(error: Error & { readonly data?: Partial<HandshakeFailure> | undefined }): FailureCode | null {
  return error.data?.code ?? null
}
