import { ChevronDown, NotebookText, RefreshCw, SearchX, WifiOff, type LucideIcon } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskState } from '../../src-shared/desk-state.ts'
import { assertNever } from '../../src-shared/result.ts'
import { anyVisit } from '../../src-shared/visit.ts'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { useTimeZone } from '../face/time-zone.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useAnswer } from '../settings/use-answer.ts'
import { ExportButton } from './ExportButton.tsx'
import { isOwner } from '../../src-desk/core/selectors.ts'
import { FollowUps } from './FollowUps.tsx'
import { Invitations } from './Invitations.tsx'
import { groupByDay } from './visit-days.ts'
import { createVisitList, type VisitListState } from './visit-list.ts'
import { VisitDayTable } from './VisitDayTable.tsx'
import { VisitSearch } from './VisitSearch.tsx'
import { Week } from './Week.tsx'

/** Who still has to be phoned; and who knocked, when, how long they waited and what came of it, day by day. */
export function VisitLog(): ReactNode {
  const { t } = useTranslation()
  const { client } = useFace()
  const [visits] = useState(() => createVisitList(client))
  const occasion = useDesk(invitedHere)
  const [links, askForLinks] = useAnswer('invitations:list', null, occasion)
  const list = useStore(visits)
  const mayExport = useDesk(isOwner)
  const [filter, setFilter] = useState(anyVisit)
  useEffect(() => visits.narrow(filter), [visits, filter])
  return (
    <div className="visits">
      <header className="visits-head">
        <h1 className="title">{t('visits.title')}</h1>
        {mayExport && <ExportButton filter={filter} />}
      </header>
      <FollowUps onInvited={askForLinks} />
      {links?.kind === 'ok' && <Invitations invitations={links.value} askAgain={askForLinks} />}
      <Week />
      <VisitSearch filter={filter} setFilter={setFilter} />
      <Contents list={list} reload={visits.reload} />
    </div>
  )
}

/** Changes whenever a link may have been used: with invited knocks, and with calls, which use one up. */
function invitedHere({ knocks, calls }: Pick<DeskState, 'knocks' | 'calls'>): string {
  const invited = knocks.filter(({ invitedBy }) => invitedBy !== null)
  return [...invited, ...calls].map(({ id }) => id).join(' ')
}

function Contents(props: { readonly list: VisitListState; readonly reload: () => void }): ReactNode {
  const { t } = useTranslation()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const timeZone = useTimeZone()
  const { list, reload } = props
  switch (list.kind) {
    case 'loading':
      return <output className="soft">{t('visits.loading')}</output>
    case 'offline':
      return <Quiet icon={WifiOff} title={t('visits.offline')} />
    case 'failed':
      return (
        <Quiet icon={RefreshCw} title={t('visits.failed')}>
          <IconButton icon={RefreshCw} label={t('visits.retry')} onPress={reload} />
        </Quiet>
      )
    case 'loaded':
      if (list.visits.length === 0) {
        return list.filter === anyVisit ? (
          <Quiet icon={NotebookText} title={t('visits.empty')} detail={t('visits.emptyDetail')} />
        ) : (
          <Quiet icon={SearchX} title={t('visits.noneFound')} detail={t('visits.noneFoundDetail')} />
        )
      }
      return (
        <>
          {groupByDay(list.visits, { clockOffsetMs, timeZone }).map((day) => (
            <VisitDayTable key={day.day} day={day} onErased={reload} />
          ))}
          {list.loadMore && <IconButton icon={ChevronDown} label={t('visits.more')} onPress={list.loadMore} />}
        </>
      )
    default:
      return assertNever(list)
  }
}

function Quiet(props: {
  readonly icon: LucideIcon
  readonly title: string
  readonly detail?: string
  readonly children?: ReactNode
}): ReactNode {
  const { icon: Icon } = props
  return (
    <div className="quiet">
      <Icon aria-hidden className="empty-icon" strokeWidth={1.25} />
      <p className="empty-title">{props.title}</p>
      {props.detail && <p className="soft">{props.detail}</p>}
      {props.children}
    </div>
  )
}
