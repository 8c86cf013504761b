import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dateFormat } from '../face/date-format.ts'
import { useNow } from '../face/now.ts'
import { dayName, type VisitDay } from './visit-days.ts'
import { VisitRow } from './VisitRow.tsx'

/** One day of the visit log as a table. */
export function VisitDayTable(props: { readonly day: VisitDay; readonly onErased: () => void }): ReactNode {
  const { t, i18n } = useTranslation()
  const { day } = props
  const name = dayName(day.startMs, useNow())
  const date = dateFormat(i18n.language, { month: 'long', day: 'numeric', weekday: 'short' }).format(day.startMs)
  const title = name === 'earlier' ? date : `${t(`visits.${name}`)} · ${date}`
  return (
    <section className="visit-day">
      <h2 className="visit-day-title">{title}</h2>
      <table className="visit-table">
        <caption className="visually-hidden">{t('visits.dayCaption', { day: title })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('visits.time')}</th>
            <th scope="col">{t('visits.visitor')}</th>
            <th scope="col">{t('visits.waited')}</th>
            <th scope="col">{t('visits.outcome')}</th>
            <th scope="col">{t('visits.callLength')}</th>
            <th scope="col">{t('visits.followUp')}</th>
          </tr>
        </thead>
        <tbody>
          {day.visits.map((visit) => (
            <VisitRow key={visit.id} visit={visit} onErased={props.onErased} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
