/** A Socket.IO client socket whose acknowledgements come late, twice, in another order, or never. */
import { io } from 'socket.io-client'
import type { RoomSocket, RoomSocketOptions } from '../../src-desk/room/room-session.ts'

export const ackFaults = ['none', 'late', 'twice', 'reversed', 'lost'] as const
export type AckFault = (typeof ackFaults)[number]

export type FrailSockets = {
  readonly open: (address: string, options: RoomSocketOptions) => RoomSocket
  readonly setFault: (fault: AckFault) => void
  /** Hands over what was kept back, `reversed` from the last to the first. */
  readonly release: () => void
}

/** `onFact` hears every event as it comes, before anybody reads it. */
export function createFrailSockets(onFact: (name: string, payload: unknown) => void): FrailSockets {
  let fault: AckFault = 'none'
  let kept: (() => void)[] = []

  function hand(acknowledge: () => void): void {
    switch (fault) {
      case 'none':
        return acknowledge()
      case 'twice':
        acknowledge()
        return acknowledge()
      case 'late':
        kept.push(acknowledge)
        return
      case 'reversed':
        kept.unshift(acknowledge)
        return
      case 'lost':
        return
      default:
        fault satisfies never
    }
  }

  return {
    open(address, options) {
      const socket = io(address, { ...options, reconnectionDelay: 1, reconnectionDelayMax: 20, randomizationFactor: 0 })
      socket.onAny(onFact)
      return {
        get connected() {
          return socket.connected
        },
        get active() {
          return socket.active
        },
        on: (event, listener) => socket.on(event, listener as (...args: unknown[]) => void),
        connect: () => socket.connect(),
        disconnect: () => socket.disconnect(),
        emit(event, ...args) {
          const last = args.at(-1)
          if (typeof last !== 'function') return socket.emit(event, ...args)
          return socket.emit(event, ...args.slice(0, -1), (answer: unknown) => hand(() => void last(answer)))
        },
      }
    },
    setFault(next) {
      fault = next
    },
    release() {
      const handed = kept
      kept = []
      for (const acknowledge of handed) acknowledge()
    },
  }
}
