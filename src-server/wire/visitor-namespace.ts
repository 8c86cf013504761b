import type { Namespace } from 'socket.io'
import type * as v from 'valibot'
import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { KnockRequestSchema, VisitorKnock } from '../../src-shared/knock.ts'
import type { EnterRequestSchema } from '../../src-shared/invitation.ts'
import { visitorCommands, type VisitorCommands } from '../../src-shared/protocol.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import { done, failed, ok, type Done, type Result } from '../../src-shared/result.ts'
import { serveCommands, type CommandDeps } from './command-table.ts'
import { acceptVisitor, guard, type AcceptedVisitor, type HandshakeDeps } from './handshake.ts'
import type { KnockRecord } from '../knocks/knock-machine.ts'
import type { RateLimit } from './rate-limit.ts'
import type { NewKnock } from '../knocks/knock-book.ts'
import { callIdOf } from '../knocks/knock-rows.ts'
import { hashToken, makeKnockId } from '../room/secrets.ts'
import type { VisitorSocket } from './sockets.ts'
import type { OpenPage } from '../knocks/unknocked-pages.ts'

export type VisitorNamespaceDeps = CommandDeps &
  HandshakeDeps & {
    readonly knockRate: RateLimit
    readonly callBackRate: RateLimit
    /** Epoch ms. */
    readonly now: () => number
  }

/** Everything that a visitor's page can say, and what it is told on connecting. */
export function serveVisitors(namespace: Namespace, deps: VisitorNamespaceDeps): void {
  namespace.use(guard((socket) => acceptVisitor(socket, deps), deps.log))
  namespace.on('connection', (socket: VisitorSocket) => {
    const { room, language, tokenHash, address } = socket.data
    if (!room || !language || tokenHash === undefined || address === undefined) throw new Error('No handshake.')
    const accepted = { room, language, tokenHash, address }
    const page: OpenPage = { address, language, openedAtMs: deps.now() }
    enter(socket, accepted, page.openedAtMs)
    const handlers = createHandlers(socket, accepted, { ...deps, page })
    serveCommands(socket, { commands: visitorCommands, handlers }, deps)
    socket.on('disconnect', (reason) => {
      // A page that the server itself leaves comes back and is still the same visit.
      const isLeft = reason !== 'server shutting down' && !room.visitors.hasKnocked(socket)
      exit(socket, accepted)
      if (isLeft) room.pages.left(page)
    })
  })
}

function enter(socket: VisitorSocket, accepted: AcceptedVisitor, nowMs: number): void {
  const { room, tokenHash } = accepted
  const knock = tokenHash === null ? null : room.book.findByToken(tokenHash)
  room.visitors.add(socket)
  socket.emit('welcome', {
    serverTimeMs: nowMs,
    room: room.getPublicRoom(),
    knock: knock && room.viewKnock(knock),
  })
  if (knock) bind(socket, accepted, knock)
}

function bind(socket: VisitorSocket, { room }: AcceptedVisitor, knock: KnockRecord): void {
  room.visitors.bind(socket, knock.id)
  room.book.decide(knock.id, { kind: 'visitor-connected' })
  room.calls.flush('visitor', knock)
}

function exit(socket: VisitorSocket, { room }: AcceptedVisitor): void {
  const knockId = room.visitors.knockOf(socket)
  room.visitors.remove(socket)
  if (knockId) room.book.decide(knockId, { kind: 'visitor-lost' })
}

function createHandlers(
  socket: VisitorSocket,
  accepted: AcceptedVisitor,
  deps: VisitorNamespaceDeps & { readonly page: OpenPage },
): CommandHandlers<VisitorCommands> {
  const { room } = accepted
  const view = room.viewKnock

  function knock(request: v.InferOutput<typeof KnockRequestSchema>): Result<VisitorKnock> {
    return addOnce(request, room.book.add)
  }

  function comeInvited(request: v.InferOutput<typeof EnterRequestSchema>): Result<VisitorKnock> {
    return addOnce(request, (invited) => room.invitations.enter(invited, request.invitation))
  }

  /** The same token is the same knock, however often it is sent. */
  function addOnce(
    request: v.InferOutput<typeof KnockRequestSchema>,
    add: (knock: NewKnock) => Result<KnockRecord>,
  ): Result<VisitorKnock> {
    const tokenHash = hashToken(request.token)
    const before = findKnown(tokenHash)
    if (before) return before
    if (!deps.knockRate(accepted.address)) return failed('rate-limited', 'Too many knocks from this address.')
    const added = add({ id: makeKnockId(), tokenHash, name: request.name, language: accepted.language })
    if (added.kind === 'failed') return added
    room.visitors.bind(socket, added.value.id)
    return ok(view(added.value))
  }

  /** The answer to a knock that is not new; null for a new one. */
  function findKnown(tokenHash: string): Result<VisitorKnock> | null {
    const known = room.book.findByToken(tokenHash)
    if (known?.phase.kind === 'over') return failed('wrong-state', 'This knock has ended. A new one takes a new token.')
    const own = findOwn()
    if (own && own.phase.kind !== 'over' && own.id !== known?.id) {
      return failed('wrong-state', 'This page has knocked already.')
    }
    if (!known) return null
    bind(socket, accepted, known)
    return ok(view(known))
  }

  function findOwn(): KnockRecord | null {
    const knockId = room.visitors.knockOf(socket)
    return knockId && room.book.find(knockId)
  }

  function askForCallBack(request: CallBackRequest): Done {
    if (!deps.callBackRate(accepted.address)) return failed('rate-limited', 'Too many requests from this address.')
    const own = findOwn()
    if (own) room.book.decide(own.id, { kind: 'call-back', request })
    else room.pages.askForCallBack(deps.page, request)
    return done
  }

  function decideOwn(kind: 'withdraw' | 'leave'): Done {
    const own = findOwn()
    if (!own) return failed('not-found', 'This page has not knocked.')
    const result = room.book.decide(own.id, { kind })
    return result.kind === 'ok' ? done : result
  }

  return {
    knock,
    enter: comeInvited,
    'call-back': askForCallBack,
    withdraw: () => decideOwn('withdraw'),
    leave: () => decideOwn('leave'),
    signal: (signal) => {
      const own = findOwn()
      if (!own || callIdOf(own.phase) !== signal.callId) return failed('not-found', 'This is not your call.')
      return room.calls.relay('desk', own, signal)
    },
  }
}
