import { Unplug } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { textIn } from '../../src-shared/language.ts'
import { clockDuration } from '../face/duration.ts'
import { useLanguage } from '../face/language.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import type { FromHere } from './from-here.ts'
import type { KnockActions } from './knock-actions.ts'
import type { KnockView } from './knock-view.ts'
import { CallBackWish } from './CallBackWish.tsx'
import { InvitedMark } from './InvitedMark.tsx'
import { PracticeMark } from './PracticeMark.tsx'
import { KnockAnswers } from './KnockAnswers.tsx'
import { PendingDenial } from './PendingDenial.tsx'
import { WaitedTime } from './WaitedTime.tsx'

export type KnockItemProps = {
  readonly view: KnockView
  readonly actions: KnockActions
  /** What can be done about all from the same place. */
  readonly fromHere?: FromHere | undefined
  /** Why something cannot be done, in words. */
  readonly reason: string | null
  /** The key that admits this one, where there is one. */
  readonly shortcut?: string | undefined
  readonly isQuiet?: boolean
}

/** One waiting visitor with the three answers, each one click. */
export function KnockItem(props: KnockItemProps): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const { view, actions } = props
  const reasonId = useId()
  const nameOf = useVisitorName()
  const message = view.denial ? view.denial.message : view.hold?.message
  const look = view.denial ? 'denied' : view.hold ? 'held' : view.isLinkLost ? 'lost' : view.urgency
  return (
    <li className={`knock knock-${look}${props.isQuiet ? ' knock-quiet' : ''}`}>
      <div className="knock-who">
        <div className="knock-words">
          <p className={`knock-name${view.name ? '' : ' knock-nameless'}`}>
            {nameOf(view.name)}
            {!view.name && <small className="knock-no-name">{t('noName')}</small>}
          </p>
          <p className="knock-state">{stateWords()}</p>
          <InvitedMark by={view.knock.invitedBy} />
          <PracticeMark knock={view.knock} />
        </div>
        <WaitedTime waitedMs={view.waitedMs} />
      </div>
      <CallBackWish wish={view.knock.callBack} />
      {message && <p className="knock-message">{textIn(language, message)}</p>}
      {view.isLinkLost && (
        <p className="knock-lost-line">
          <Unplug aria-hidden /> {t('queue.linkLost')}
        </p>
      )}
      {view.denial ? (
        <PendingDenial denial={view.denial} actions={actions} />
      ) : (
        <KnockAnswers
          name={view.name}
          actions={actions}
          isHeld={view.hold !== null}
          fromHere={props.fromHere}
          shortcut={props.shortcut}
          describedBy={props.reason ? reasonId : undefined}
        />
      )}
      {props.reason && (
        <p className="knock-reason" id={reasonId}>
          {props.reason}
        </p>
      )}
    </li>
  )

  function stateWords(): string {
    if (view.denial) return t('queue.denying', { desk: view.denial.by.name || t('visits.unnamedDesk') })
    if (!view.hold) return t(view.urgency === 'unnoticed' ? 'queue.unnoticed' : 'queue.waitingNow')
    const by = view.hold.byName ? t('queue.heldBy', { desk: view.hold.byName }) : ''
    const until = t('queue.heldUntil', { time: clockDuration(view.hold.leftMs) })
    return [t('queue.held'), by, until].filter(Boolean).join(' · ')
  }
}
