import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitStats } from '../../src-shared/visit.ts'
import { clockDuration } from '../face/duration.ts'
import { useLanguage } from '../face/language.ts'
import { useWeek } from './use-week.ts'

/** In a chunk of its own: a desk that only answers knocks never loads the chart. */
const HourChart = lazy(async () => ({ default: (await import('./HourChart.tsx')).HourChart }))

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
      {isOpen && (
        <figure className="week-figure">
          <Suspense fallback={<div className="week-chart" />}>
            <HourChart knocksByHour={knocksByHour} label={t('week.chart')} />
          </Suspense>
          <table className="visually-hidden">
            <caption>{t('week.chart')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('week.hour')}</th>
                <th scope="col">{t('week.knocksOfHour')}</th>
              </tr>
            </thead>
            <tbody>
              {knocksByHour.map((count, hour) => (
                // oxlint-disable-next-line react/no-array-index-key -- The index is the hour: what the row is.
                <tr key={hour}>
                  <th scope="row">{t('week.ofHour', { hour })}</th>
                  <td>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </figure>
      )}
    </details>
  )
}
