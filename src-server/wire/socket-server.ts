import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import { Server } from 'socket.io'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { limits } from '../../src-shared/limits.ts'
import { namespaces } from '../../src-shared/protocol-version.ts'
import { failed } from '../../src-shared/result.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { serveDesks } from './desk-namespace.ts'
import { RefusedHandshake } from './handshake.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { Log } from '../log.ts'
import type { Addresses } from '../http/addresses.ts'
import type { Policy } from '../policy.ts'
import { createRateLimit } from './rate-limit.ts'
import { serveVisitors } from './visitor-namespace.ts'

export type SocketServerDeps = {
  readonly findRoom: (address: RoomAddress) => LiveRoom | null
  /** Already listens. */
  readonly lan: HttpsServer | null
  readonly addresses: Addresses
  readonly clock: Clock
  readonly policy: Policy
  readonly log: Log
  readonly noteFault: (cause: unknown) => void
}

/**
 * Both namespaces on the HTTP server, and on the local network's if there is one. Closing it closes the HTTP server
 * too.
 */
export function createSocketServer(http: HttpServer, deps: SocketServerDeps): Server {
  const { addresses, clock, policy, log } = deps
  let hasWarned = false
  const io = new Server(http, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    pingInterval: policy.pingIntervalMs,
    pingTimeout: policy.pingTimeoutMs,
    connectTimeout: 10_000,
    maxHttpBufferSize: limits.packetBytes,
    allowRequest: (request, answer) => {
      warnOfUntrustedProxy(request)
      answer(null, addresses.isOwnHost(request) && addresses.isOwnOrigin(request))
    },
  })
  // One engine for both servers, so that they share their connections.
  if (deps.lan) io.engine.attach(deps.lan, { path: io.path() })
  io.use((_socket, next) => {
    next(new RefusedHandshake(failed('bad-request', 'Connect to /visitor or to /desk.')))
  })
  const { rates } = policy
  const common = {
    findRoom: deps.findRoom,
    addresses,
    now: clock.now,
    log,
    noteFault: deps.noteFault,
    refusalLines: createRateLimit({ count: 5, perSeconds: 60 }, clock),
    wrongKeys: createRateLimit(rates.wrongKeysPerAddress, clock),
    rates: {
      commands: createRateLimit(rates.commandsPerConnection, clock),
      signals: createRateLimit(rates.signalsPerConnection, clock),
    },
  }
  serveVisitors(io.of(namespaces.visitor), {
    ...common,
    knockRate: createRateLimit(rates.knocksPerAddress, clock),
    callBackRate: createRateLimit(rates.callBacksPerAddress, clock),
  })
  serveDesks(io.of(namespaces.desk), { ...common, holdMs: policy.holdMs })
  return io

  /** Behind it all visitors look like one, and share one visitor's limits. */
  function warnOfUntrustedProxy(request: IncomingMessage): void {
    if (hasWarned || !addresses.isUntrustedProxy(request)) return
    hasWarned = true
    const { remoteAddress: proxy } = request.socket
    log.warn({ proxy }, 'a proxy speaks for visitors, but KONKON_TRUSTED_PROXIES does not name it')
  }
}
