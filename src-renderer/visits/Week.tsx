import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline } from '../../src-desk/core/selectors.ts'
import type { VisitStats } from '../../src-shared/visit.ts'
import { addDays, wallTimeAt } from '../../src-shared/wall-time.ts'
import { clockDuration } from '../face/duration.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { useTimeZone } from '../face/time-zone.ts'
import { HourChart } from './HourChart.tsx'
import { spanOfDays } from './visit-days.ts'

/** The owner's week: how many knocked, how many were answered, how long they waited, and at which hours. */
export function Week(): ReactNode {
  const stats = useWeek()
  return stats && stats.knocks > 0 ? <WeekPicture stats={stats} /> : null
}

function WeekPicture(props: { readonly stats: VisitStats }): ReactNode {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(() => matchMedia('(min-width: 861px)').matches)
  const { knocks, admitted, medianWaitMs, knocksByHour } = props.stats
  const share = new Intl.NumberFormat(useLanguage(), { style: 'percent' }).format(admitted / knocks)
  return (
    <details className="week" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="week-summary">
        <strong>{t('week.title')}</strong>
        <span>{t('week.knocks', { count: knocks })}</span>
        <span>{t('week.answered', { share })}</span>
        {medianWaitMs !== null && <span>{t('week.medianWait', { time: clockDuration(medianWaitMs) })}</span>}
      </summary>
      {isOpen && <HourChart knocksByHour={knocksByHour} />}
    </details>
  )
}

/** The last seven days, today among them; null until they are known. Counted again whenever a knock ended. */
function useWeek(): VisitStats | null {
  const { client, log } = useFace()
  const canAsk = useDesk(isOnline)
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const timeZone = useTimeZone()
  const lastEnd = useDesk((desk) => desk.recentEnds[0]?.knockId ?? null)
  const [counted, setCounted] = useState<{ readonly stats: VisitStats; readonly lastEnd: string | null } | null>(null)
  useEffect(() => {
    if (!canAsk) return undefined
    let isStale = false
    const today = wallTimeAt(Date.now(), timeZone).day
    const week = spanOfDays(addDays(today, -6), today, { clockOffsetMs, timeZone })
    void client.request('visits:stats', week).then((answer) => {
      if (isStale) return
      // The visit list below already says what is wrong with the server.
      if (answer.kind === 'ok') setCounted({ stats: answer.value, lastEnd })
      else log('the week could not be counted', answer.message)
    })
    return () => {
      isStale = true
    }
  }, [client, log, canAsk, clockOffsetMs, timeZone, lastEnd])
  return counted?.stats ?? null
}
