import { Undo2, Unlink } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline } from '../../src-desk/core/selectors.ts'
import type { InvitationEntry } from '../../src-shared/invitation.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useCarryOut } from '../settings/use-carry-out.ts'

/** One call-back link: for whom, by which desk, until when, whether it was used; and its end, once that was confirmed. */
export function InvitationItem(props: {
  readonly invitation: InvitationEntry
  readonly askAgain: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client } = useFace()
  const canAsk = useDesk(isOnline)
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const until = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  const [isAsking, setAsking] = useState(false)
  const nameOf = useVisitorName()
  const { id: invitationId, name, company, by, expiresAtMs, use } = props.invitation

  const carryOut = useCarryOut(props.askAgain)
  const takeBack = (): void => {
    setAsking(false)
    void carryOut(client.request('invitations:revoke', { invitationId }))
  }

  return (
    <li className={`follow-up invitation-item invitation-${use}`}>
      <div className="follow-up-words">
        <p className="follow-up-who">
          <strong>{nameOf(name)}</strong>
          {company && <span>{company}</span>}
        </p>
        <p className="follow-up-why">
          <span className="outcome">{t(`invitation.uses.${use}`)}</span>{' '}
          {t('invited', { desk: by.name || t('visits.unnamedDesk') })}
          {' · '}
          <time dateTime={new Date(expiresAtMs).toISOString()}>
            {t('invitation.goodUntil', { time: until.format(expiresAtMs - clockOffsetMs) })}
          </time>
        </p>
      </div>
      {use !== 'used' && !isAsking && (
        <IconButton
          icon={Unlink}
          label={t('invitation.takeBack')}
          onPress={canAsk ? () => setAsking(true) : undefined}
          tone="deny"
        />
      )}
      {isAsking && (
        <fieldset className="invitation-sure" aria-label={t('invitation.takeBack')}>
          <p>{t('invitation.takeBackSure', { name })}</p>
          <div className="row">
            <IconButton
              icon={Unlink}
              label={t('invitation.takeBackNow')}
              onPress={canAsk ? takeBack : undefined}
              tone="deny"
            />
            <IconButton icon={Undo2} label={t('invitation.keep')} onPress={() => setAsking(false)} />
          </div>
        </fieldset>
      )}
    </li>
  )
}
