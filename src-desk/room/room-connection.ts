import type { Signal } from '../../src-shared/call.ts'
import { limits } from '../../src-shared/limits.ts'
import type { DeskHandshake } from '../../src-shared/protocol.ts'
import { failed } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { LogPort, RoomFact, RoomPort, RoomTarget } from '../ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { openRoomSession, type RoomSession } from './room-session.ts'

/**
 * The little of a Socket.IO client socket that the desk needs, so that the core depends on no library. `on` is a
 * method, not a function property, so that a listener may say what it expects.
 */
export type SocketLike = {
  readonly connected: boolean
  /** True while the client tries again by itself. */
  readonly active: boolean
  on(event: string, listener: (...args: never[]) => void): unknown
  emit: (event: string, ...args: unknown[]) => unknown
  connect: () => unknown
  disconnect: () => unknown
}

export type RoomConnectionOptions = {
  /** Opens a socket of the `/desk` namespace of `url`, not yet connected, that reconnects by itself for ever. */
  readonly openSocket: (url: string, handshake: DeskHandshake) => SocketLike
  readonly clock: Clock
  readonly log: LogPort
}

/** The room port over Socket.IO: the same for the app's main process and the desk page. */
export function createRoomConnection(options: RoomConnectionOptions): RoomPort {
  const { log } = options
  const facts = createListeners<RoomFact>((cause) => log.error('fact listener failed', cause))
  const signals = createListeners<Signal>((cause) => log.error('signal listener failed', cause))
  let keptSignals: readonly Signal[] = []
  let wanted: { readonly target: RoomTarget; readonly self: DeskRef } | null = null
  let session: RoomSession | null = null
  let isDisposed = false

  function open(): void {
    session?.dispose()
    session = null
    if (!wanted || isDisposed) return
    const { target, self } = wanted
    log.info('room: connecting', { room: target.room })
    facts.tell({ kind: 'connecting' })
    session = openRoomSession({ ...options, target, self, onFact, onSignal: signals.tell })
  }

  function onFact(fact: RoomFact): void {
    facts.tell(fact)
    if (fact.kind === 'snapshot') sendKeptSignals()
  }

  function sendKeptSignals(): void {
    const sending = keptSignals
    keptSignals = []
    for (const signal of sending) sendSignal(signal)
  }

  function sendSignal(signal: Signal): void {
    if (isDisposed || session?.sendSignal(signal)) return
    // The newest are worth most: an old candidate is soon out of date.
    keptSignals = [...keptSignals, signal].slice(-limits.signalsKept)
  }

  return {
    connect(target, self) {
      if (!isSameRoom(wanted?.target, target)) keptSignals = []
      wanted = { target, self }
      open()
    },
    reconnect: open,
    request: async (name, payload) =>
      session ? session.request(name, payload) : failed('offline', 'No room was chosen.'),
    sendSignal,
    onFact: facts.add,
    onSignal: signals.add,
    dispose() {
      isDisposed = true
      session?.dispose()
      session = null
      facts.clear()
      signals.clear()
    },
  }
}

function isSameRoom(a: RoomTarget | undefined, b: RoomTarget): boolean {
  return a?.url === b.url && a.room === b.room
}
