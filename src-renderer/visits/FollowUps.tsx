import { PhoneMissed } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../face/face.ts'
import { FollowUpItem } from './FollowUpItem.tsx'

/** Who knocked in vain or wants to be phoned, until somebody marks it done; the same on every desk. */
export function FollowUps(props: { readonly onInvited: () => void }): ReactNode {
  const { t } = useTranslation()
  const followUps = useDesk((desk) => desk.followUps)
  return (
    <section className="follow-ups" aria-labelledby="follow-ups-title">
      <h2 id="follow-ups-title" className="follow-ups-title">
        <PhoneMissed aria-hidden />
        {t('followUps.title')}
        {followUps.length > 0 && <span className="badge">{followUps.length}</span>}
      </h2>
      {followUps.length === 0 ? (
        <p className="soft">{t('followUps.none')}</p>
      ) : (
        <ul className="follow-up-list">
          {followUps.map((visit) => (
            <FollowUpItem key={visit.id} visit={visit} onInvited={props.onInvited} />
          ))}
        </ul>
      )}
    </section>
  )
}
