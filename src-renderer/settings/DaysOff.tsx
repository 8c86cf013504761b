import { Plus, X } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dateFormat } from '../face/date-format.ts'
import { IconButton } from '../parts/IconButton.tsx'

/** Single days on which the company is closed, e.g. `2026-12-29`. */
export function DaysOff(props: {
  readonly days: readonly string[]
  readonly onChange: (days: readonly string[]) => void
}): ReactNode {
  const { t, i18n } = useTranslation()
  const id = useId()
  const [day, setDay] = useState('')
  const format = dateFormat(i18n.language, { dateStyle: 'full', timeZone: 'UTC' })
  const add = (): void => {
    props.onChange([...new Set([...props.days, day])].sort())
    setDay('')
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('settings.hours.daysOff')}</label>
      <div className="row">
        <input
          id={id}
          type="date"
          className="date-input"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <IconButton icon={Plus} label={t('settings.hours.addDay')} onPress={day === '' ? undefined : add} />
      </div>
      {props.days.length > 0 && (
        <ul className="days-off" aria-label={t('settings.hours.daysOff')}>
          {props.days.map((off) => {
            const words = format.format(Date.parse(`${off}T00:00:00Z`))
            return (
              <li key={off} className="day-off">
                <span>{words}</span>
                <IconButton
                  icon={X}
                  label={t('settings.remove', { name: words })}
                  onPress={() => props.onChange(props.days.filter((other) => other !== off))}
                  isIconOnly
                />
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
