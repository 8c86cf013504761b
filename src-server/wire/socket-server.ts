import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import { Server } from 'socket.io'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { limits } from '../../src-shared/limits.ts'
import { namespaces } from '../../src-shared/protocol-version.ts'
import { failed } from '../../src-shared/result.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { CopyCommands } from '../backup/copy-commands.ts'
import type { WayCommands } from '../way/ways.ts'
import { serveDesks } from './desk-namespace.ts'
import { RefusedHandshake } from './handshake.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { Log } from '../log.ts'
import type { Addresses } from '../http/addresses.ts'
import type { Policy } from '../policy.ts'
import { networkOf } from '../http/address-key.ts'
import { createConnectionCaps } from './connection-caps.ts'
import { createAddressRateLimit, createRateLimit } from './rate-limit.ts'
import { textParser } from './text-parser.ts'
import { serveVisitors } from './visitor-namespace.ts'

/** The part of an Engine.IO connection that is used. */
type EngineConnection = {
  readonly request: IncomingMessage
  readonly close: (isAbrupt: boolean) => void
  readonly once: (event: 'close', listener: () => void) => unknown
}

export type SocketServerDeps = {
  readonly findRoom: (address: RoomAddress) => LiveRoom | null
  /** Already listens. */
  readonly lan: HttpsServer | null
  readonly addresses: Addresses
  readonly clock: Clock
  readonly policy: Policy
  readonly log: Log
  readonly noteFault: (cause: unknown) => void
  /** Whether the server is about to stop, and takes nobody new. */
  readonly isStopping: () => boolean
  readonly copyCommands: CopyCommands
  readonly wayCommands: WayCommands
}

/** Tells every page and desk that the server is about to stop. */
export function tellRestarting(io: Server): void {
  for (const namespace of Object.values(namespaces)) io.of(namespace).emit('server:restarting', null)
}

/**
 * Both namespaces on the HTTP server, and on the local network's if there is one. Closing it closes the HTTP server
 * too.
 */
export function createSocketServer(http: HttpServer, deps: SocketServerDeps): Server {
  const { addresses, clock, policy, log } = deps
  const { rates } = policy
  const caps = createConnectionCaps(policy.sockets)
  const handshakeRate = createAddressRateLimit(rates.handshakesPerAddress, clock)
  let hasWarned = false
  const io = new Server(http, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    pingInterval: policy.pingIntervalMs,
    pingTimeout: policy.pingTimeoutMs,
    connectTimeout: 10_000,
    maxHttpBufferSize: limits.packetBytes,
    parser: textParser,
    allowRequest: (request, answer) => {
      warnOfUntrustedProxy(request)
      // A refusal by name would end the client's own trying.
      const isOpen = !deps.isStopping()
      answer(null, isOpen && addresses.isOwnHost(request) && addresses.isOwnOrigin(request) && hasPlace(request))
    },
  })
  // One engine for both servers, so that they share their connections.
  if (deps.lan) io.engine.attach(deps.lan, { path: io.path() })
  io.use((_socket, next) => {
    next(new RefusedHandshake(failed('bad-request', 'Connect to /visitor or to /desk.')))
  })
  io.engine.on('connection', countConnection)
  const common = {
    findRoom: deps.findRoom,
    addresses,
    onDeskAccepted: caps.welcome,
    now: clock.now,
    log,
    noteFault: deps.noteFault,
    refusalLines: createRateLimit({ count: 5, perSeconds: 60 }, clock),
    wrongKeys: createAddressRateLimit(rates.wrongKeysPerAddress, clock),
    rates: {
      commands: createRateLimit(rates.commandsPerConnection, clock),
      signals: createRateLimit(rates.signalsPerConnection, clock),
    },
  }
  serveVisitors(io.of(namespaces.visitor), { ...common, isStopping: deps.isStopping })
  const { copyCommands, wayCommands } = deps
  serveDesks(io.of(namespaces.desk), { ...common, copyCommands, wayCommands, policy })
  return io

  function hasPlace(request: IncomingMessage): boolean {
    const key = addresses.visitorOf(request)
    // Where nobody can be told apart, one visitor's rate would be everybody's.
    return caps.hasPlace(key) && (networkOf(key) === null || caps.isWelcome(key) || handshakeRate(key))
  }

  /** Between question and connection others may have come in: the second look is the one that counts. */
  function countConnection(connection: EngineConnection): void {
    const key = addresses.visitorOf(connection.request)
    if (!caps.hasPlace(key)) {
      connection.close(true)
      return
    }
    connection.once('close', caps.enter(key))
  }

  /** Behind it all visitors look like one, and share one visitor's limits. */
  function warnOfUntrustedProxy(request: IncomingMessage): void {
    if (hasWarned || !addresses.isUntrustedProxy(request)) return
    hasWarned = true
    const { remoteAddress: proxy } = request.socket
    log.warn({ proxy }, 'a proxy speaks for visitors, but KONKON_TRUSTED_PROXIES does not name it')
  }
}
