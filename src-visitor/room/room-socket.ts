import { io } from 'socket.io-client'
import type { Clock } from '../../src-shared/clock.ts'
import { namespaces } from '../../src-shared/protocol-version.ts'
import type { HandshakeFailure, VisitorCommands, VisitorFacts } from '../../src-shared/protocol.ts'
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

const factNames = {
  welcome: true,
  'room:changed': true,
  'knock:changed': true,
  signal: true,
  displaced: true,
  'server:restarting': true,
} satisfies Record<keyof VisitorFacts, true>

/** The room port over Socket.IO. */
export function createRoomSocket({ url, clock, log }: RoomSocketOptions): RoomPort {
  let page: Parameters<RoomPort['connect']>[0] | null = null

  const socket = io(`${url}${namespaces.visitor}`, {
    autoConnect: false,
    // One request instead of four; long polling remains for networks that block WebSockets.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 4_000,
    timeout: 8_000,
    auth: (give) => {
      if (page) give(page.handshake())
    },
  })
  const wire = createWireClient<VisitorCommands>({ socket, read: believe, clock, warn: log.warn })

  function tell(fact: RoomFact): void {
    page?.onFact(fact)
  }

  for (const kind of Object.keys(factNames)) {
    socket.on(kind, (payload: unknown) => {
      tell(believeFact(kind, payload))
      if (kind === 'welcome') wire.opened()
      // Not left to the server: if the transport broke first, the client would reconnect.
      if (kind === 'displaced') socket.disconnect()
    })
  }
  socket.on('disconnect', (reason) => {
    log.info('disconnected', reason)
    wire.lost()
    // The server disconnects only a page whose knock is open elsewhere. One that stops just closes the transport, after
    // which the client tries again by itself.
    tell(reason === 'io server disconnect' ? { kind: 'displaced', payload: null } : { kind: 'disconnected' })
  })
  socket.on('connect_error', (error) => {
    const code = refusalOf(error)
    log.warn('not connected', code ?? error.message)
    tell(code ? { kind: 'refused', code } : { kind: 'disconnected' })
    if (code) socket.disconnect()
  })

  return {
    connect(connecting) {
      page = connecting
      socket.connect()
    },
    reconnect() {
      socket.disconnect().connect()
    },
    request: wire.request,
    sendSignal: wire.sendSignal,
    dispose() {
      page = null
      socket.disconnect()
      wire.lost()
    },
  }
}

/** A refused handshake carries data; without any, the network failed and the client tries again. */
function refusalOf(error: Error & { readonly data?: Partial<HandshakeFailure> | undefined }): FailureCode | null {
  return error.data?.code ?? null
}

/** The server that answers is the one that this page's code came from. */
function believe<T>(_name: string, answer: Result<unknown>): Result<T> {
  return answer as Result<T>
}

/** Likewise for what the server says by itself. */
function believeFact(kind: string, payload: unknown): RoomFact {
  return { kind, payload } as RoomFact
}
