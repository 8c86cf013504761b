import type { DeskKey } from '../../src-shared/ids.ts'
import { parse } from '../../src-shared/parse.ts'
import { deskFacts, type DeskFacts, type DeskHandshake, type HandshakeFailure } from '../../src-shared/protocol.ts'
import { namespaces, protocolVersion } from '../../src-shared/protocol-version.ts'
import { ok, type FailureCode, type Result } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { WireFact } from '../../src-shared/wire.ts'
import type { WireSocket } from '../../src-shared/wire-client.ts'
import type { LogPort, RoomListener, RoomTarget } from '../ports.ts'

/** What the desk needs of a Socket.IO client socket, so that the core depends on no library. */
export type RoomSocket = WireSocket & {
  /** True while the client tries again by itself. */
  readonly active: boolean
  on(event: string, listener: (...args: never[]) => void): unknown
  connect(): unknown
  disconnect(): unknown
}

export type RoomTransport = 'websocket' | 'polling'

export type RoomSocketOptions = {
  readonly auth: DeskHandshake
  readonly autoConnect: false
  readonly forceNew: true
  // Mutable because Socket.IO's type asks for that.
  readonly transports: RoomTransport[]
  readonly reconnectionDelayMax: number
}

/** How a desk reaches its room server; the only difference between the app and the desk page. */
export type RoomAccess = {
  /** `io` of socket.io-client. */
  readonly openSocket: (address: string, options: RoomSocketOptions) => RoomSocket
  /** With polling where a company's proxy may block WebSockets. */
  readonly transports: readonly RoomTransport[]
}

export type RoomSessionOptions = RoomAccess &
  RoomListener & {
    readonly target: RoomTarget
    readonly self: DeskRef
    /** The server gives this desk a key of its own for the one of before. */
    readonly onKeyGiven: (key: DeskKey) => void
    readonly clock: Clock
    readonly log: LogPort
  }

/** One socket, from its first attempt to its end. */
export type RoomSession = {
  readonly socket: WireSocket
  /** It reports nothing afterwards. */
  readonly dispose: () => void
}

const reconnectWithinMs = 3_000
/** After the server closed the connection, and after it refused for a temporary reason. */
const retryAfterMs = { closed: 1_000, refused: 15_000 }

/** Trying again is pointless until a person changes something. */
const lastingRefusals: ReadonlySet<FailureCode> = new Set([
  'unauthorised',
  'unknown-room',
  'protocol-mismatch',
  'bad-request',
  'too-large',
])

/** Opens the socket and reports what it says, but no changes before the snapshot. */
export function openRoomSession(options: RoomSessionOptions): RoomSession {
  const { target, self, clock, log, onFact, onSignal, onKeyGiven } = options
  const socket = options.openSocket(target.url + namespaces.desk, {
    auth: { protocol: protocolVersion, room: target.room, key: target.key, desk: self },
    autoConnect: false,
    // A new room needs a connection of its own.
    forceNew: true,
    transports: [...options.transports],
    reconnectionDelayMax: reconnectWithinMs,
  })
  let isSynced = false
  let isOver = false
  let cancelRetry: Unsubscribe = () => undefined

  for (const name of factNames) {
    socket.on(name, (raw: unknown) => {
      if (!isOver) hear(name, raw)
    })
  }
  socket.on('disconnect', (reason: string) => {
    if (isOver) return
    log.warn('room: disconnected', { reason })
    lose(retryAfterMs.closed)
  })
  socket.on('connect_error', ({ data, message }: Error & { readonly data?: Partial<HandshakeFailure> }) => {
    if (isOver) return
    const code = data?.code
    if (code !== undefined && lastingRefusals.has(code)) {
      refuse(code)
    } else {
      log.debug('room: no connection', { code, message })
      lose(retryAfterMs.refused)
    }
  })

  function hear(name: keyof DeskFacts, raw: unknown): void {
    const read = readFact(name, raw)
    if (read.kind === 'failed') {
      log.error('room: fact does not fit', { name, message: read.message })
      // Without a snapshot there is nothing to show: this is another kind of server.
      if (name === 'snapshot') refuse('protocol-mismatch')
      return
    }
    const fact = read.value
    if (fact.kind === 'signal') return onSignal(fact.payload)
    if (fact.kind === 'key:given') return onKeyGiven(fact.payload.key)
    if (fact.kind === 'displaced') {
      log.warn('room: displaced by the same desk elsewhere')
      end()
      return onFact({ kind: 'displaced' })
    }
    if (fact.kind === 'server:restarting') {
      log.info('room: the server restarts')
      return onFact({ kind: 'restarting' })
    }
    if (fact.kind === 'snapshot') {
      isSynced = true
      log.info('room: online', { revision: fact.payload.revision })
    }
    // A change means nothing without the snapshot it applies to.
    if (isSynced) onFact(fact)
    else log.warn('room: fact before the snapshot', { name })
  }

  function refuse(code: FailureCode): void {
    log.error('room: refused', { code })
    end()
    onFact({ kind: 'refused', code })
  }

  function lose(retryMs: number): void {
    isSynced = false
    onFact({ kind: 'disconnected' })
    // Socket.IO gives up after a refusal and after the server closed the connection.
    if (isOver || socket.active) return
    cancelRetry()
    cancelRetry = clock.setTimer(retryMs, () => socket.connect())
  }

  function end(): void {
    isOver = true
    cancelRetry()
    socket.disconnect()
  }

  socket.connect()

  return { socket, dispose: end }
}

const factNames: readonly (keyof DeskFacts)[] = Object.keys(deskFacts).filter((name) => isFactName(name))

function isFactName(name: string): name is keyof DeskFacts {
  return Object.hasOwn(deskFacts, name)
}

function readFact(name: keyof DeskFacts, raw: unknown): Result<WireFact<DeskFacts>> {
  const payload = parse(deskFacts[name], raw)
  // The compiler cannot see that name and payload belong together; that name's schema has just checked it.
  return payload.kind === 'ok' ? ok({ kind: name, payload: payload.value } as WireFact<DeskFacts>) : payload
}
