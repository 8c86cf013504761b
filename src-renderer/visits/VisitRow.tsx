import { RotateCcw, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline, isOwner } from '../../src-desk/core/selectors.ts'
import type { FollowUp, Visit } from '../../src-shared/visit.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { clockDuration } from '../face/duration.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { InvitedMark } from '../queue/InvitedMark.tsx'
import { EraseDialog } from './EraseDialog.tsx'
import { describeEnd, isInVain, useOutcomeWords } from './outcome.ts'

/** One visit: who, when, how long, what came of it, and whether somebody was phoned. */
export function VisitRow(props: { readonly visit: Visit; readonly onErased: () => void }): ReactNode {
  const { t } = useTranslation()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const canErase = useDesk(isOnline)
  const mayErase = useDesk(isOwner)
  const words = useOutcomeWords()
  const nameOf = useVisitorName()
  const [isErasing, setErasing] = useState(false)
  const { visit } = props
  const outcome = describeEnd(visit.end, visit.call)
  const time = useDateFormat({ timeStyle: 'short' })
  const hasKnocked = visit.end.kind !== 'not-knocked'
  return (
    <tr className={isInVain(outcome) ? 'visit-in-vain' : undefined}>
      <td className="visit-time">{time.format(visit.startedAtMs - clockOffsetMs)}</td>
      <th scope="row" className="visit-name">
        {visit.name || <span className="soft">{nameOf('')}</span>}
        {visit.company && <span className="visit-company">{visit.company}</span>}
        <InvitedMark by={visit.invitedBy} />
      </th>
      <td className="number" data-label={t('visits.waited')}>
        {hasKnocked ? clockDuration(visit.endedAtMs - visit.startedAtMs) : ''}
      </td>
      <td>
        <span className={`outcome outcome-${outcome.kind}`}>
          {words({ ...visit, waitedMs: visit.endedAtMs - visit.startedAtMs })}
        </span>
      </td>
      <td className="number" data-label={t('visits.callLength')}>
        {visit.call ? clockDuration(visit.call.endedAtMs - visit.endedAtMs) : ''}
      </td>
      <td className="visit-follow-up">
        <div className="visit-actions">
          <FollowUpState visit={visit} followUp={visit.followUp} />
          {mayErase && (
            <IconButton
              icon={Trash2}
              label={t('visits.erase.label', { name: visit.name })}
              onPress={canErase ? () => setErasing(true) : undefined}
              isIconOnly
            />
          )}
        </div>
        {isErasing && <EraseDialog visit={visit} close={() => setErasing(false)} onErased={props.onErased} />}
      </td>
    </tr>
  )
}

function FollowUpState(props: { readonly visit: Visit; readonly followUp: FollowUp }): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const { followUp, visit } = props
  if (followUp.kind === 'none') return <span className="visit-follow-up-words" />
  if (followUp.kind === 'open') return <span className="visit-follow-up-words visit-open">{t('followUps.open')}</span>
  const reopen = (): void => feedback.follow(client.request('follow-up:reopen', { visitId: visit.id }))
  return (
    <>
      <span className="visit-follow-up-words">
        {t('followUps.doneBy', { desk: followUp.by.name || t('visits.unnamedDesk') })}
        {followUp.note && <span className="visit-note">{followUp.note}</span>}
      </span>
      <IconButton icon={RotateCcw} label={t('followUps.reopen', { name: visit.name })} onPress={reopen} isIconOnly />
    </>
  )
}
