import type { InvitationState, InvitationToken } from '../../src-shared/invitation.ts'
import type { PublicRoom } from '../../src-shared/room.ts'
import type { CallRelay } from '../calls/call-relay.ts'
import type { Invitations } from '../invitations/invitations.ts'
import type { KnockBook } from '../knocks/knock-book.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import type { KnockTelling } from '../knocks/knock-telling.ts'
import type { OpenPage, UnknockedPages } from '../knocks/unknocked-pages.ts'
import type { ConnectedVisitors, VisitorSocket } from '../wire/connected-visitors.ts'

export type RoomVisitorsDeps = {
  readonly connected: ConnectedVisitors
  readonly book: KnockBook
  readonly calls: CallRelay
  readonly pages: UnknockedPages
  readonly invitations: Pick<Invitations, 'look'>
  readonly viewKnock: KnockTelling['viewOf']
  readonly getPublicRoom: () => PublicRoom
  /** Epoch ms. */
  readonly now: () => number
}

/** What a page brought along: the token of its knock, and the invitation with which it was opened. */
export type Brought = { readonly tokenHash: string | null; readonly invitation: InvitationToken | null }

/** The visitors' pages of one room: everything that has to happen when one connects, takes a knock or leaves. */
export type RoomVisitors = {
  /** Sends the welcome. If the token belongs to a knock, the page takes that knock. */
  readonly connect: (page: OpenPage, brought: Brought, socket: VisitorSocket) => VisitorConnection
  /** Sends every page its welcome again, at another time of the server. */
  readonly greetAgain: () => void
  /** Call when invitations are gone: sends their welcome again to the pages that have one that is good for less now. */
  readonly invitationsChanged: () => void
}

/** One visitor's page for as long as it is connected. */
export type VisitorConnection = {
  /** This page's knock; null while it has none. */
  readonly findKnock: () => KnockRecord | null
  /** From now on the knock is this page's, which gets the signals kept for it. A page that had it before is displaced. */
  readonly takeKnock: (knock: KnockRecord) => void
  /** The page's knock came with this invitation, whatever the page had said when it connected. */
  readonly takeInvitation: (invitation: InvitationToken) => void
  /** Call when the connection is gone. A page that never knocked is logged as a visit, unless it will come back. */
  readonly close: (end: { readonly comesBack: boolean }) => void
}

export function createRoomVisitors(deps: RoomVisitorsDeps): RoomVisitors {
  const { connected, book, calls, pages, invitations, viewKnock, getPublicRoom, now } = deps
  const brought = new WeakMap<VisitorSocket, Brought>()
  /** What a page was last told of its invitation. */
  const told = new WeakMap<VisitorSocket, InvitationState>()

  function look(socket: VisitorSocket): InvitationState | null {
    const { tokenHash = null, invitation = null } = brought.get(socket) ?? {}
    return invitation && invitations.look(invitation, tokenHash)
  }

  function greet(socket: VisitorSocket, knock: KnockRecord | null): void {
    const invitation = look(socket)
    if (invitation) told.set(socket, invitation)
    socket.emit('welcome', {
      serverTimeMs: now(),
      room: getPublicRoom(),
      knock: knock && viewKnock(knock),
      invitation,
    })
  }

  function greetAgain(socket: VisitorSocket): void {
    const knockId = connected.knockOf(socket)
    greet(socket, knockId && book.find(knockId))
  }

  return {
    greetAgain: () => connected.tell(greetAgain),
    invitationsChanged() {
      connected.tell((socket) => {
        if (look(socket)?.kind === 'gone' && told.get(socket)?.kind !== 'gone') greetAgain(socket)
      })
    },
    connect(page, given, socket) {
      const known = given.tokenHash === null ? null : book.findByToken(given.tokenHash)
      brought.set(socket, given)
      connected.add(socket)
      greet(socket, known)
      if (known) takeKnock(known)
      return {
        findKnock() {
          const knockId = connected.knockOf(socket)
          return knockId && book.find(knockId)
        },
        takeKnock,
        takeInvitation: (invitation) => brought.set(socket, { ...given, invitation }),
        close({ comesBack }) {
          const knockId = connected.knockOf(socket)
          const hasKnocked = connected.hasKnocked(socket)
          connected.remove(socket)
          if (knockId) book.decide(knockId, { kind: 'visitor-lost' })
          if (!hasKnocked && !comesBack) pages.left(page)
        },
      }

      function takeKnock(knock: KnockRecord): void {
        connected.bind(socket, knock.id)
        book.decide(knock.id, { kind: 'visitor-connected' })
        calls.flush('visitor', knock)
      }
    },
  }
}
