import type { Signal } from '../../src-shared/call.ts'
import type { HandshakeFailure, ServerToDesk } from '../../src-shared/protocol.ts'
import { protocolVersion } from '../../src-shared/protocol-version.ts'
import { failed, type Done, type Failed, type FailureCode } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { RoomCommandName, RoomCommandPayload, RoomCommandResult, RoomFact, RoomTarget } from '../ports.ts'
import type { RoomConnectionOptions } from './room-connection.ts'

export type RoomSessionOptions = RoomConnectionOptions & {
  readonly target: RoomTarget
  readonly self: DeskRef
  readonly onFact: (fact: RoomFact) => void
  readonly onSignal: (signal: Signal) => void
}

/** One socket, from its first attempt to its end. */
export type RoomSession = {
  /** Never rejects; see `RoomPort`. */
  request: <Name extends RoomCommandName>(
    name: Name,
    payload: RoomCommandPayload<Name>,
  ) => Promise<RoomCommandResult<Name>>
  /** False when it cannot be sent now. */
  sendSignal: (signal: Signal) => boolean
  /** Nothing is heard of it afterwards; requests under way resolve to `offline`. */
  dispose: () => void
}

type SocketEvents = ServerToDesk & {
  disconnect: (reason: string) => void
  connect_error: (error: Error & { readonly data?: Partial<HandshakeFailure> }) => void
}
type Payload<Name extends keyof SocketEvents> = Parameters<SocketEvents[Name]>[0]

const answerTimeoutMs = 10_000
/** After the server closed the connection itself, and after it refused for a reason that passes. */
const retryAfterMs = { closed: 1_000, refused: 15_000 }

/** Trying again would bring the same answer until a person changes something. */
const lastingRefusals: ReadonlySet<FailureCode> = new Set([
  'unauthorised',
  'unknown-room',
  'protocol-mismatch',
  'bad-request',
  'too-large',
])

/** Opens the socket and reports what it says, nothing of a room before its snapshot. */
export function openRoomSession(options: RoomSessionOptions): RoomSession {
  const { target, self, clock, log, onFact } = options
  const socket = options.openSocket(target.url, {
    protocol: protocolVersion,
    room: target.room,
    key: target.key,
    desk: self,
  })
  const pending = new Set<() => void>()
  let isSynced = false
  let isOver = false
  let cancelRetry: Unsubscribe = () => undefined

  function on<Name extends keyof SocketEvents>(event: Name, listener: (payload: Payload<Name>) => void): void {
    socket.on(event, (payload: Payload<Name>) => {
      if (!isOver) listener(payload)
    })
  }

  /** A fact is a change to a snapshot; without one it changes nothing that anybody knows. */
  function onChange<Name extends keyof ServerToDesk>(event: Name, toFact: (payload: Payload<Name>) => RoomFact): void {
    on(event, (payload) => {
      if (isSynced) onFact(toFact(payload))
      else log.warn('room: fact before the snapshot', { event })
    })
  }

  on('snapshot', (snapshot) => {
    isSynced = true
    log.info('room: online', { revision: snapshot.revision })
    onFact({ kind: 'snapshot', snapshot })
  })
  onChange('knock:changed', (fact) => ({ kind: 'knock-changed', ...fact }))
  onChange('knock:ended', (fact) => ({ kind: 'knock-ended', ...fact }))
  onChange('call:changed', (fact) => ({ kind: 'call-changed', ...fact }))
  onChange('call:ended', (fact) => ({ kind: 'call-ended', ...fact }))
  onChange('room:changed', (fact) => ({ kind: 'room-changed', ...fact }))
  onChange('desks:changed', (fact) => ({ kind: 'desks-changed', ...fact }))
  onChange('follow-ups:changed', (fact) => ({ kind: 'follow-ups-changed', ...fact }))
  on('signal', options.onSignal)
  on('displaced', () => {
    log.warn('room: displaced by the same desk elsewhere')
    end()
    onFact({ kind: 'displaced' })
  })
  on('disconnect', (reason) => {
    log.warn('room: disconnected', { reason })
    lose(retryAfterMs.closed)
  })
  on('connect_error', ({ data, message }) => {
    const code = data?.code
    if (code !== undefined && lastingRefusals.has(code)) {
      log.error('room: refused', { code })
      end()
      onFact({ kind: 'refused', code })
    } else {
      log.debug('room: no connection', { code, message })
      lose(retryAfterMs.refused)
    }
  })

  function lose(retryMs: number): void {
    isSynced = false
    settlePending()
    onFact({ kind: 'disconnected' })
    // The client stops trying after a refusal and after the server closed the connection.
    if (isOver || socket.active) return
    cancelRetry()
    cancelRetry = clock.setTimer(retryMs, () => socket.connect())
  }

  function settlePending(): void {
    for (const giveUp of pending) giveUp()
  }

  function end(): void {
    isOver = true
    isSynced = false
    cancelRetry()
    settlePending()
    socket.disconnect()
  }

  socket.connect()

  return {
    request(name, payload) {
      return new Promise((resolve) => {
        if (isOver || !socket.connected) return resolve(offline('There is no connection to the room server.'))
        const settle = (result: RoomCommandResult<typeof name> | Failed): void => {
          cancelTimeout()
          pending.delete(giveUp)
          resolve(result)
        }
        const giveUp = (): void => settle(offline('The connection to the room server was lost.'))
        const cancelTimeout = clock.setTimer(answerTimeoutMs, () =>
          settle(offline('The room server did not answer in time.')),
        )
        pending.add(giveUp)
        socket.emit(name, payload, settle)
      })
    },
    sendSignal(signal) {
      if (!isSynced) return false
      socket.emit('signal', signal, (result: Done) => {
        if (result.kind === 'failed') log.warn('room: signal not taken', { kind: signal.body.kind, code: result.code })
      })
      return true
    },
    dispose: end,
  }
}

function offline(message: string): Failed {
  return failed('offline', message)
}
