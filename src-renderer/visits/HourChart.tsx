import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Hours that are always shown; nights only when somebody knocked. */
const workday = { from: 7, to: 19 }

/**
 * Knocks by hour: bars for the eye, and the same numbers as a table for screen readers. `knocksByHour` has 24 numbers.
 */
export function HourChart(props: { readonly knocksByHour: readonly number[] }): ReactNode {
  const { t } = useTranslation()
  const { knocksByHour } = props
  const most = Math.max(1, ...knocksByHour)
  return (
    <figure className="week-figure">
      <div className="week-chart" aria-hidden>
        {shownHours(knocksByHour).map(({ hour, count }) => (
          <div key={hour} className={`week-hour${hour % 3 === 0 ? ' week-hour-third' : ''}`}>
            <div className="week-column">
              {count > 0 && <span className="week-count">{count}</span>}
              <span className="week-bar" style={{ height: `${(100 * count) / most}%` }} />
            </div>
            <span className="week-label">{t('week.ofHour', { hour })}</span>
          </div>
        ))}
      </div>
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
  )
}

function shownHours(knocksByHour: readonly number[]): readonly { readonly hour: number; readonly count: number }[] {
  const hours = knocksByHour.map((count, hour) => ({ hour, count }))
  const knocked = hours.filter(({ count }) => count > 0).map(({ hour }) => hour)
  return hours.slice(Math.min(workday.from, ...knocked), Math.max(workday.to, ...knocked) + 1)
}
