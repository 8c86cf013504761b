import { Coffee, DoorClosed, DoorOpen, Unplug, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useDesk } from '../face/face.ts'
import { AddressPanel } from '../address/AddressPanel.tsx'
import { RecentEnds } from './RecentEnds.tsx'
import { useAdmitKey } from './use-admit-key.ts'
import { WaitingVisitors } from './WaitingVisitors.tsx'

const emptyIcons = { open: DoorOpen, 'in-meeting': Users, away: Coffee, closed: DoorClosed, offline: Unplug }

/** The screen that is open all day: who waits, or that nobody does. */
export function Queue(): ReactNode {
  const { t } = useTranslation()
  useAdmitKey()
  const hasKnocks = useDesk((desk) => desk.knocks.length > 0)
  return (
    <div className={`queue${hasKnocks ? ' queue-knocked' : ''}`}>
      <h1 className="visually-hidden">{t('queue.title')}</h1>
      <WaitingVisitors hasShortcut />
      {hasKnocks ? (
        <p className="soft queue-hint">
          <Trans t={t} i18nKey="queue.keyHint" components={{ kbd: <kbd /> }} />
        </p>
      ) : (
        <EmptyQueue />
      )}
      <RecentEnds />
    </div>
  )
}

function EmptyQueue(): ReactNode {
  const { t } = useTranslation()
  const { connection, room } = useDesk(({ connection, room }) => ({ connection, room }))
  const look = connection.kind === 'online' && room ? room.presenceNow.presence : 'offline'
  const Icon = emptyIcons[look]
  return (
    <div className={`empty empty-${look}`}>
      <div className="empty-words">
        <Icon aria-hidden className="empty-icon" strokeWidth={1.25} />
        <div>
          <p className="empty-title">{t(`queue.empty.${look}`)}</p>
          <p className="soft">{t(`queue.empty.${look}Detail`)}</p>
        </div>
      </div>
      <AddressPanel />
    </div>
  )
}
