import { Link } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationEntry } from '../../src-shared/invitation.ts'
import { InvitationItem } from './InvitationItem.tsx'

/** The call-back links that desks have given to visitors, until their time is over; nothing while there are none. */
export function Invitations(props: {
  readonly invitations: readonly InvitationEntry[]
  /** They may have changed. */
  readonly askAgain: () => void
}): ReactNode {
  const { t } = useTranslation()
  if (props.invitations.length === 0) return null
  return (
    <section className="follow-ups" aria-labelledby="invitations-title">
      <h2 id="invitations-title" className="follow-ups-title">
        <Link aria-hidden />
        {t('invitation.given')}
      </h2>
      <ul className="follow-up-list">
        {props.invitations.map((invitation) => (
          <InvitationItem key={invitation.id} invitation={invitation} askAgain={props.askAgain} />
        ))}
      </ul>
    </section>
  )
}
