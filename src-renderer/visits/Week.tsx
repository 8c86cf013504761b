import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitStats } from '../../src-shared/visit.ts'
import { clockDuration } from '../face/duration.ts'
import { useLanguage } from '../face/language.ts'
import { HourChart } from './HourChart.tsx'
import { useWeek } from './use-week.ts'

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
