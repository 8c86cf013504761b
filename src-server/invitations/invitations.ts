import type { Clock } from '../../src-shared/clock.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import { dayMs } from '../../src-shared/duration.ts'
import type { DeskId, InvitationId, KnockId } from '../../src-shared/ids.ts'
import type { InvitationEntry, InvitationState, InvitationToken } from '../../src-shared/invitation.ts'
import { done, failed, ok, type Done, type Result } from '../../src-shared/result.ts'
import type { KnockBook, NewKnock } from '../knocks/knock-book.ts'
import { isOpen, type KnockRecord } from '../knocks/knock-record.ts'
import { hashToken, makeInvitationId, makeInvitationToken } from '../room/secrets.ts'
import type { FoundInvitation, InvitationStore } from './invitation-store.ts'

export type InvitationsDeps = {
  readonly store: InvitationStore
  readonly book: Pick<KnockBook, 'add' | 'decide' | 'find'>
  readonly clock: Pick<Clock, 'now'>
  /** The rule by which visits are erased, and their links with them. */
  readonly getRetentionDays: () => number
  /** What an admission settles could not be written; it stays on the list. */
  readonly onFault: (cause: unknown) => void
  /** Some were taken back. */
  readonly onTakenBack: () => void
}

/**
 * Links that mark one visitor's knock as expected, until a time. They let nobody in: that takes a person at a desk, as
 * with every knock, and the first admission uses the link up.
 */
export type Invitations = {
  /** From a visit of the log, which it does not outlive. `not-found` without such a visit. */
  readonly create: (
    by: DeskRef,
    wanted: { readonly knockId: KnockId; readonly validForMs: number },
  ) => Result<{ readonly token: InvitationToken; readonly expiresAtMs: number }>
  /** Those whose time is not over, used ones too; the first to end first. */
  readonly list: () => readonly InvitationEntry[]
  /** Takes a link back; a knock that came with it stays open. `not-found` when there is none. */
  readonly revoke: (id: InvitationId) => Done
  /** Takes back all that a desk has made. */
  readonly revokeAllOf: (desk: DeskId) => void
  /** What a page is to say of its link. `ownTokenHash` is that of the page's own knock, which takes nothing from it. */
  readonly look: (token: InvitationToken, ownTokenHash: string | null) => InvitationState
  /**
   * A knock that is marked as invited. What fails leaves the invitation as it is: `not-found` when it is unknown,
   * expired or taken back, `wrong-state` when it was used or waits in another page, and whatever a knock can fail with.
   */
  readonly knock: (knock: NewKnock, token: InvitationToken) => Result<KnockRecord>
  /**
   * Call after a knock has changed. The admission of an invited visitor is the conversation that the link was made for:
   * it settles what its visit still asked of the staff, and what earlier knocks with the same link did.
   */
  readonly follow: (before: KnockRecord | null, after: KnockRecord) => void
}

export function createInvitations(deps: InvitationsDeps): Invitations {
  const { store, book, clock, getRetentionDays, onFault, onTakenBack } = deps
  return {
    create(by, { knockId, validForMs }) {
      const visit = book.find(knockId)
      if (!visit) return failed('not-found', 'There is no such visit.')
      const token = makeInvitationToken()
      // A link that would be erased before its time must not promise more.
      const expiresAtMs = Math.min(clock.now() + validForMs, visit.knockedAtMs + getRetentionDays() * dayMs)
      if (expiresAtMs <= clock.now()) return failed('not-found', 'This visit is about to be erased.')
      store.save({ id: makeInvitationId(), tokenHash: hashToken(token), knockId, by, expiresAtMs })
      return ok({ token, expiresAtMs })
    },
    list: () => store.list(clock.now()),
    revoke(id) {
      if (!store.remove(id)) return failed('not-found', 'There is no such invitation.')
      onTakenBack()
      return done
    },
    revokeAllOf(desk) {
      if (store.removeOf(desk) > 0) onTakenBack()
    },
    look(token, ownTokenHash) {
      const found = findValid(hashToken(token))
      if (!found) return { kind: 'gone' }
      const isOwn = found.waitingTokenHash !== null && found.waitingTokenHash === ownTokenHash
      return found.use === 'unused' || isOwn ? { kind: 'good', expiresAtMs: found.expiresAtMs } : { kind: 'used' }
    },
    knock(knock, token) {
      const invitationHash = hashToken(token)
      const found = findValid(invitationHash)
      if (!found) return failed('not-found', 'There is no such invitation, it has expired or was taken back.')
      if (found.use !== 'unused') return failed('wrong-state', 'This invitation was used, or waits in another page.')
      // The link was made for a visitor who is known: they need not say their name once more.
      const visit = book.find(found.knockId)
      const name = knock.name || (visit?.name ?? '')
      return book.add({ ...knock, name, company: visit?.company ?? '', invitationHash, invitedBy: found.by })
    },
    follow(before, { id, invitationHash, phase }) {
      if (invitationHash === null || !before || !isOpen(before.phase) || phase.kind !== 'in-call') return
      try {
        for (const visitId of store.visitsOf(invitationHash)) {
          const isOwed = visitId !== id && book.find(visitId)?.followUp.kind === 'open'
          if (isOwed) book.decide(visitId, { kind: 'follow-up-done', by: phase.by, note: '' })
        }
      } catch (cause) {
        // The call has begun all the same.
        onFault(cause)
      }
    },
  }

  function findValid(tokenHash: string): FoundInvitation | null {
    const found = store.find(tokenHash)
    return found && found.expiresAtMs > clock.now() ? found : null
  }
}
