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
  // Socket.IO wants a list that it may change.
  readonly transports: RoomTransport[]
  readonly reconnectionDelayMax: number
}

/** How a desk reaches its room server: the app and the desk page differ in nothing else. */
export type RoomAccess = {
  /** `io` of socket.io-client. */
  readonly openSocket: (address: string, options: RoomSocketOptions) => RoomSocket
  /** Polling too where a company's proxy may let no WebSocket through. */
  readonly transports: readonly RoomTransport[]
}

export type RoomSessionOptions = RoomAccess &
  RoomListener & {
    readonly target: RoomTarget
    readonly self: DeskRef
    readonly clock: Clock
    readonly log: LogPort
  }

/** One socket, from its first attempt to its end. */
export type RoomSession = {
  readonly socket: WireSocket
  /** Nothing is heard of it afterwards. */
  readonly dispose: () => void
}

const reconnectWithinMs = 3_000
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
  const { target, self, clock, log, onFact, onSignal } = options
  const socket = options.openSocket(target.url + namespaces.desk, {
    auth: { protocol: protocolVersion, room: target.room, key: target.key, desk: self },
    autoConnect: false,
    // A desk that leaves a room must not share its connection with the one that enters the next.
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
      // Without a snapshot there is no room to show: this is another kind of server.
      if (name === 'snapshot') refuse('protocol-mismatch')
      return
    }
    const fact = read.value
    if (fact.kind === 'signal') return onSignal(fact.payload)
    if (fact.kind === 'displaced') {
      log.warn('room: displaced by the same desk elsewhere')
      end()
      return onFact({ kind: 'displaced' })
    }
    if (fact.kind === 'snapshot') {
      isSynced = true
      log.info('room: online', { revision: fact.payload.revision })
    }
    // A change to a snapshot; without one it changes nothing that anybody knows.
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
    // The client stops trying after a refusal and after the server closed the connection.
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
  // The compiler cannot see that name and payload belong together; the schema of that very name has just said so.
  return payload.kind === 'ok' ? ok({ kind: name, payload: payload.value } as WireFact<DeskFacts>) : payload
}
