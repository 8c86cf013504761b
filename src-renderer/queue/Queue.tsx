import { Coffee, DoorClosed, DoorOpen, Unplug, Users } from 'lucide-react'
import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { abilityFor, firstToAdmit } from '../../src-desk/knocks/answering.ts'
import { isOnline, isOwner } from '../../src-desk/core/selectors.ts'
import { useDesk } from '../face/face.ts'
import { useHasKeyboard } from '../face/keyboard.ts'
import { AddressPanel } from '../address/AddressPanel.tsx'
import { visitorAddress } from '../address/visitor-address.ts'
import { DayLine } from './DayLine.tsx'
import { OtherDesks } from './OtherDesks.tsx'
import { RecentEnds } from './RecentEnds.tsx'
import { useAdmitKey } from './use-admit-key.ts'
import { WaitingVisitors } from './WaitingVisitors.tsx'

/** Only in a company's first hours. */
const FirstStepsCard = lazy(async () => {
  const { FirstStepsCard: card } = await import('../first-steps/FirstStepsCard.tsx')
  return { default: card }
})
const NameQuestion = lazy(async () => ({ default: (await import('./NameQuestion.tsx')).NameQuestion }))

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
      {hasKnocks ? <KeyHint /> : <EmptyQueue />}
      <OtherDesks />
      <RecentEnds />
    </div>
  )
}

/** Only while the key would do something. */
function KeyHint(): ReactNode {
  const { t } = useTranslation()
  const hasKeyboard = useHasKeyboard()
  const isOfUse = useDesk((desk) => {
    const first = firstToAdmit(desk)
    return first !== null && abilityFor(desk, first).canAdmit
  })
  if (!hasKeyboard || !isOfUse) return null
  // One key in one sentence; react-i18next's `Trans` would bring a parser of HTML to the first paint.
  const [before, key, after] = t('queue.keyHint').split(/<\/?kbd>/)
  return (
    <p className="soft queue-hint">
      {before}
      <kbd>{key}</kbd>
      {after}
    </p>
  )
}

function EmptyQueue(): ReactNode {
  const { t } = useTranslation()
  const { connection, room } = useDesk(({ connection, room }) => ({ connection, room }))
  const look = connection.kind === 'online' && room ? room.presenceNow.presence : 'offline'
  const areFirstStepsShown = useDesk((desk) => isOnline(desk) && isOwner(desk) && !desk.settings.areFirstStepsPutAway)
  const isHereOnly = useDesk(visitorAddress)?.reach === 'this-computer'
  const isNamed = useDesk((desk) => desk.settings.deskName !== '')
  const Icon = emptyIcons[look]
  return (
    <div className={`empty empty-${look}`}>
      <div className="empty-words">
        <Icon aria-hidden className="empty-icon" strokeWidth={1.25} />
        <div>
          <p className="empty-title">{t(`queue.empty.${look}`)}</p>
          {look === 'open' && isHereOnly ? (
            <p className="empty-here-only">{t('queue.empty.openHereOnly')}</p>
          ) : (
            <p className="soft">{t(`queue.empty.${look}Detail`)}</p>
          )}
          <DayLine />
        </div>
      </div>
      {!isNamed && look !== 'offline' && (
        <Suspense>
          <NameQuestion />
        </Suspense>
      )}
      {areFirstStepsShown && (
        <Suspense>
          <FirstStepsCard />
        </Suspense>
      )}
      <AddressPanel />
    </div>
  )
}
