import type { DeskId, KnockId } from '../../src-shared/ids.ts'
import type { InvitationToken } from '../../src-shared/invitation.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { ConnectedDesks } from '../wire/connected-desks.ts'
import type { InvitationStore } from './invitation-store.ts'
import type { KnockBook, NewKnock } from '../knocks/knock-book.ts'
import type { KnockRecord } from '../knocks/knock-machine.ts'
import { hashToken, makeCallId, makeInvitationToken } from '../room/secrets.ts'

export type InvitationsDeps = {
  readonly store: InvitationStore
  readonly book: KnockBook
  readonly desks: ConnectedDesks
  readonly clock: Clock
}

/** Links that let one visitor in without knocking, once, until a time. */
export type Invitations = {
  /** From a visit of the log. `not-found` without such a visit. */
  readonly create: (
    desk: DeskId,
    wanted: { readonly knockId: KnockId; readonly validForMs: number },
  ) => Result<{ readonly token: InvitationToken; readonly expiresAtMs: number }>
  /**
   * Admits to the desk that invited, or to another that is free. What fails leaves the invitation as it is: `not-found`
   * when it is unknown or expired, `wrong-state` when it was used, `busy` and `offline` when no desk can take the call.
   */
  readonly enter: (knock: NewKnock, invitation: InvitationToken) => Result<KnockRecord>
}

export function createInvitations({ store, book, desks, clock }: InvitationsDeps): Invitations {
  return {
    create(deskId, { knockId, validForMs }) {
      if (!book.find(knockId)) return failed('not-found', 'There is no such visit.')
      const token = makeInvitationToken()
      const expiresAtMs = clock.now() + validForMs
      store.save({ tokenHash: hashToken(token), knockId, deskId, expiresAtMs })
      return ok({ token, expiresAtMs })
    },
    enter(knock, token) {
      const invitationHash = hashToken(token)
      const invitation = store.find(invitationHash)
      if (!invitation || invitation.expiresAtMs <= clock.now()) {
        return failed('not-found', 'There is no such invitation, or it has expired.')
      }
      if (invitation.isUsed) return failed('wrong-state', 'This invitation was used before.')
      const by = findFreeDesk(invitation.deskId)
      if (by.kind === 'failed') return by
      return ok(book.addInvited(knock, { by: by.value, callId: makeCallId(), invitationHash }))
    },
  }

  function findFreeDesk(first: DeskId): Result<DeskRef> {
    const connected = desks.listRefs()
    if (connected.length === 0) return failed('offline', 'No desk is connected.')
    const free = connected.filter(({ id }) => !book.isDeskInCall(id))
    const desk = free.find(({ id }) => id === first) ?? free[0]
    return desk ? ok(desk) : failed('busy', 'Every desk is in a call.')
  }
}
