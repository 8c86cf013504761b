import type { Namespace, Socket } from 'socket.io'
import * as v from 'valibot'
import type { RoomAddress } from '../../src-shared/ids.ts'
import type { InvitationToken } from '../../src-shared/invitation.ts'
import type { Language } from '../../src-shared/language.ts'
import { DeskHandshakeSchema, VisitorHandshakeSchema, type HandshakeFailure } from '../../src-shared/protocol.ts'
import { protocolVersion } from '../../src-shared/protocol-version.ts'
import { failed, ok, type Failed, type Result } from '../../src-shared/result.ts'
import type { RecognisedDesk } from '../pairing/pairing.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { Log } from '../log.ts'
import { parsePayload } from './payload.ts'
import type { Addresses } from '../http/addresses.ts'
import type { RateLimit } from './rate-limit.ts'
import { hashToken } from '../room/secrets.ts'

export type AcceptedVisitor = {
  readonly room: LiveRoom
  readonly language: Language
  readonly tokenHash: string | null
  readonly invitation: InvitationToken | null
  readonly address: string
}

export type AcceptedDesk = RecognisedDesk & { readonly room: LiveRoom }

export type HandshakeDeps = {
  readonly findRoom: (address: RoomAddress) => LiveRoom | null
  readonly addresses: Pick<Addresses, 'visitorOf' | 'originForPeople'>
  /** Where a desk has been, it gets in again, whoever else crowds the server. */
  readonly onDeskAccepted: (addressKey: string) => void
  readonly wrongKeys: RateLimit
  readonly refusalLines: RateLimit
}

export function acceptVisitor(socket: Socket, deps: HandshakeDeps): Result<AcceptedVisitor> {
  const parsed = parseHandshake(VisitorHandshakeSchema, socket)
  if (parsed.kind === 'failed') return parsed
  const { room: address, language, token, invitation = null } = parsed.value
  const room = deps.findRoom(address)
  if (!room) return unknownRoom
  const tokenHash = token === undefined ? null : hashToken(token)
  return ok({ room, language, tokenHash, invitation, address: deps.addresses.visitorOf(socket.request) })
}

export function acceptDesk(socket: Socket, deps: HandshakeDeps): Result<AcceptedDesk> {
  const parsed = parseHandshake(DeskHandshakeSchema, socket)
  if (parsed.kind === 'failed') return parsed
  const { room: address, key, desk } = parsed.value
  const room = deps.findRoom(address)
  if (!room) return unknownRoom
  const recognised = room.pairing.recognise(desk, key)
  const asking = deps.addresses.visitorOf(socket.request)
  if (recognised) {
    deps.onDeskAccepted(asking)
    return ok({ room, ...recognised })
  }
  return deps.wrongKeys(asking)
    ? failed('unauthorised', 'This key does not open this room, or no longer does.')
    : failed('rate-limited', 'Too many wrong keys from this address.')
}

export type ServeDeps<Accepted> = {
  readonly accept: (socket: Socket) => Result<Accepted>
  /** Returns what is to be done once the connection is gone. */
  readonly serve: (socket: Socket, accepted: Accepted) => (reason: string) => void
  /** How many refusals of a code are worth a line each. */
  readonly refusalLines: RateLimit
  readonly log: Log
  readonly noteFault: (cause: unknown) => void
}

/** Refuses a socket by a failure code, or serves it with what its handshake was accepted as. */
export function serveAccepted<Accepted extends object>(namespace: Namespace, deps: ServeDeps<Accepted>): void {
  const { accept, serve, refusalLines, log, noteFault } = deps
  const acceptances = new WeakMap<Socket, Accepted>()
  namespace.use((socket, next) => {
    const result = acceptSafely(socket)
    if (result.kind === 'ok') acceptances.set(socket, result.value)
    next(result.kind === 'ok' ? undefined : new RefusedHandshake(result))
  })
  namespace.on('connection', (socket: Socket) => {
    const accepted = acceptances.get(socket)
    if (!accepted) {
      socket.disconnect(true)
      return
    }
    // What is no packet of ours closes the connection; without a listener Socket.IO prints it.
    socket.on('error', (cause) => log.debug({ err: cause }, 'a connection sent what no client sends'))
    // A listener that throws would end the program, and with it every other visit.
    guard('a connection could not be served', () => {
      const leave = serve(socket, accepted)
      socket.on('disconnect', (reason) => guard('the end of a connection could not be dealt with', () => leave(reason)))
    })
  })

  function guard(words: string, run: () => void): void {
    try {
      run()
    } catch (cause) {
      log.error({ err: cause, namespace: namespace.name }, words)
      noteFault(cause)
    }
  }

  function acceptSafely(socket: Socket): Result<Accepted> {
    try {
      const result = accept(socket)
      if (result.kind === 'failed' && refusalLines(result.code)) {
        log.warn({ namespace: namespace.name, code: result.code }, 'refused a handshake')
      }
      return result
    } catch (cause) {
      log.error({ err: cause }, 'a handshake failed')
      return failed('internal', 'The server could not do this.')
    }
  }
}

/** Socket.IO sends `message` and `data` of the error to the client. */
export class RefusedHandshake extends Error {
  override readonly name = 'RefusedHandshake'
  readonly data: HandshakeFailure

  constructor(failure: Failed) {
    super(failure.message)
    this.data = { ...failure, protocol: protocolVersion }
  }
}

const unknownRoom = failed('unknown-room', 'There is no room at this address.')

/** Checks the version first: with another one, nothing else needs to fit. */
function parseHandshake<TSchema extends v.GenericSchema>(
  schema: TSchema,
  socket: Socket,
): Result<v.InferOutput<TSchema>> {
  const { auth } = socket.handshake
  const versioned = parsePayload(v.object({ protocol: v.number() }), auth)
  if (versioned.kind === 'failed') return versioned
  if (versioned.value.protocol !== protocolVersion) {
    return failed('protocol-mismatch', `This server speaks protocol ${protocolVersion}.`)
  }
  return parsePayload(schema, auth)
}
