import type { Namespace } from 'socket.io'
import type * as v from 'valibot'
import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { KnockRequestSchema, VisitorKnock } from '../../src-shared/knock.ts'
import type { EnterRequestSchema } from '../../src-shared/invitation.ts'
import { visitorCommands, type VisitorCommands } from '../../src-shared/protocol.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import { done, failed, ok, type Done, type Result } from '../../src-shared/result.ts'
import { serveCommands, type CommandDeps } from './command-table.ts'
import { acceptVisitor, serveAccepted, type HandshakeDeps } from './handshake.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import type { NewKnock } from '../knocks/knock-book.ts'
import { callIdOf } from '../knocks/knock-rows.ts'
import { hashToken, makeKnockId } from '../room/secrets.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { VisitorConnection } from '../room/room-visitors.ts'
import type { OpenPage } from '../knocks/unknocked-pages.ts'

export type VisitorNamespaceDeps = CommandDeps &
  HandshakeDeps & {
    /** Whether the server is about to stop, and takes no new knock. */
    readonly isStopping: () => boolean
    /** Epoch ms. */
    readonly now: () => number
  }

/** Serves the commands of visitors' pages; what they are told is up to the room. */
export function serveVisitors(namespace: Namespace, deps: VisitorNamespaceDeps): void {
  serveAccepted(namespace, {
    accept: (socket) => acceptVisitor(socket, deps),
    serve(socket, { room, language, tokenHash, invitation, address }) {
      const page: OpenPage = { address, source: room.sources.of(address), language, openedAtMs: deps.now() }
      const visitor = room.visitors.connect(page, { tokenHash, invitation }, socket)
      serveCommands(
        socket,
        { commands: visitorCommands, handlers: createHandlers({ room, page, visitor, socketId: socket.id }, deps) },
        deps,
      )
      // When the server shuts down, its pages will reconnect: they have not left.
      return (reason) => visitor.close({ comesBack: reason === 'server shutting down' })
    },
    log: deps.log,
    noteFault: deps.noteFault,
    refusalLines: deps.refusalLines,
  })
}

const blocked = failed('blocked', 'A desk lets nobody in from this network for a while.')

type Session = {
  readonly room: LiveRoom
  readonly page: OpenPage
  readonly visitor: VisitorConnection
  readonly socketId: string
}

function createHandlers(
  { room, page, visitor, socketId }: Session,
  deps: VisitorNamespaceDeps,
): CommandHandlers<VisitorCommands> {
  const view = room.viewKnock

  function knock(request: v.InferOutput<typeof KnockRequestSchema>): Result<VisitorKnock> {
    return addOnce(request, (knock) => (room.blocks.isBlocked(knock.source) ? blocked : room.book.add(knock)))
  }

  function comeInvited(request: v.InferOutput<typeof EnterRequestSchema>): Result<VisitorKnock> {
    const { invitation } = request
    const answer = addOnce(request, (invited) => room.invitations.knock(invited, invitation))
    if (answer.kind === 'ok') visitor.takeInvitation(invitation)
    return answer
  }

  /** The same token is the same knock, however often it is sent. */
  function addOnce(
    request: v.InferOutput<typeof KnockRequestSchema>,
    add: (knock: NewKnock) => Result<KnockRecord>,
  ): Result<VisitorKnock> {
    const tokenHash = hashToken(request.token)
    const before = findKnown(tokenHash)
    if (before) return before
    if (!room.rates.knocks(page.address)) return failed('rate-limited', 'Too many knocks from this address.')
    if (deps.isStopping()) return failed('restarting', 'The server is restarting; knock again in a moment.')
    const added = add({
      id: makeKnockId(),
      tokenHash,
      name: request.name,
      language: page.language,
      source: page.source,
    })
    if (added.kind === 'failed') return added
    visitor.takeKnock(added.value)
    deps.log.debug({ room: room.address, knock: added.value.id, socket: socketId }, 'a page has knocked')
    return ok(view(added.value))
  }

  /** The answer to a knock that is not new; null for a new one. */
  function findKnown(tokenHash: string): Result<VisitorKnock> | null {
    const known = room.book.findByToken(tokenHash)
    if (known?.phase.kind === 'over') return failed('wrong-state', 'This knock has ended. A new one takes a new token.')
    const own = visitor.findKnock()
    if (own && own.phase.kind !== 'over' && own.id !== known?.id) {
      return failed('wrong-state', 'This page has knocked already.')
    }
    if (!known) return null
    visitor.takeKnock(known)
    return ok(view(known))
  }

  function askForCallBack(request: CallBackRequest): Done {
    if (room.blocks.isBlocked(page.source)) return blocked
    if (!room.rates.callBacks(page.address)) return failed('rate-limited', 'Too many requests from this address.')
    const own = visitor.findKnock()
    if (own) room.book.decide(own.id, { kind: 'call-back', request })
    else room.pages.askForCallBack(page, request)
    return done
  }

  function decideOwn(kind: 'withdraw' | 'leave'): Done {
    const own = visitor.findKnock()
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
    say({ callId, lineId, text }) {
      const own = visitor.findKnock()
      if (!own || callIdOf(own.phase) !== callId) return failed('not-found', 'This is not your call.')
      const said = room.book.decide(own.id, { kind: 'say', from: 'visitor', lineId, text })
      return said.kind === 'ok' ? done : said
    },
    'call:hear'({ callId }) {
      const own = visitor.findKnock()
      if (!own || callIdOf(own.phase) !== callId) return failed('not-found', 'This is not your call.')
      const heard = room.book.decide(own.id, { kind: 'hear', from: 'visitor' })
      return heard.kind === 'ok' ? done : heard
    },
    signal: (signal) => {
      const own = visitor.findKnock()
      if (!own || callIdOf(own.phase) !== signal.callId) return failed('not-found', 'This is not your call.')
      return room.calls.relay('desk', own, signal)
    },
  }
}
