import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { defaultOpeningHours, type DaySpan, type OpeningHours } from '../../src-shared/opening-hours.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { CheckField } from './CheckField.tsx'
import { DaysOff } from './DaysOff.tsx'
import { RulesForm } from './RulesForm.tsx'
import { TimeZoneField } from './TimeZoneField.tsx'
import { TimeInput } from './TimeInput.tsx'

/** Monday first, as a working week is read; the rules begin on Sunday. */
const daysAsRead = [1, 2, 3, 4, 5, 6, 0]
const workday: DaySpan = { fromMinute: 8 * 60 + 30, toMinute: 17 * 60 + 30 }

/** When the company receives visitors; the presence follows by itself. */
export function HoursSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <RulesForm title={t('settings.sections.hours')} detail={t('settings.hours.detail')}>
      {({ hours }, change) => <Hours hours={hours} change={(changed) => change({ hours: { ...hours, ...changed } })} />}
    </RulesForm>
  )
}

type Part = { readonly hours: OpeningHours; readonly change: (changed: Partial<OpeningHours>) => void }

function Hours({ hours, change }: Part): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <CheckField label={t('settings.hours.use')} isOn={hours.isUsed} onChange={(isUsed) => change({ isUsed })} />
      {hours.isUsed && (
        <>
          <Week hours={hours} change={change} />
          <Span
            label={t('settings.hours.lunch')}
            span={hours.lunch}
            whenNone={t('settings.hours.noLunch')}
            fallback={defaultOpeningHours.lunch ?? workday}
            onChange={(lunch) => change({ lunch })}
          />
          <CheckField
            label={t('settings.hours.holidays')}
            isOn={hours.closesOnHolidays}
            onChange={(closesOnHolidays) => change({ closesOnHolidays })}
          />
          <DaysOff days={hours.daysOff} onChange={(daysOff) => change({ daysOff: [...daysOff] })} />
          <TimeZoneField value={hours.timeZone} onChange={(timeZone) => change({ timeZone })} />
        </>
      )}
    </>
  )
}

function Week({ hours, change }: Part): ReactNode {
  const { t } = useTranslation()
  const names = useDateFormat({ weekday: 'long', timeZone: 'UTC' })
  return (
    <fieldset className="week-hours">
      <legend>{t('settings.hours.week')}</legend>
      {daysAsRead.map((day) => (
        <Span
          key={day}
          // 4 January 1970 was a Sunday.
          label={names.format(Date.UTC(1970, 0, 4 + day))}
          span={hours.week[day] ?? null}
          whenNone={t('settings.hours.closed')}
          fallback={hours.week.find((span) => span !== null) ?? workday}
          onChange={(span) => change({ week: hours.week.map((other, index) => (index === day ? span : other)) })}
        />
      ))}
    </fieldset>
  )
}

/** An optional span of a day. */
function Span(props: {
  readonly label: string
  readonly span: DaySpan | null
  readonly whenNone: string
  readonly fallback: DaySpan
  readonly onChange: (span: DaySpan | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const { label, span } = props
  const isWrong = span !== null && span.fromMinute >= span.toMinute
  return (
    <div className="span-row">
      <label className="check">
        <input
          type="checkbox"
          checked={span !== null}
          onChange={(event) => props.onChange(event.target.checked ? props.fallback : null)}
        />
        <span>{label}</span>
      </label>
      {span === null ? (
        <span className="soft">{props.whenNone}</span>
      ) : (
        <span className="span-times">
          <TimeInput
            label={t('settings.hours.from', { label })}
            minute={span.fromMinute}
            onChange={(fromMinute) => props.onChange({ ...span, fromMinute })}
          />
          <span aria-hidden>–</span>
          <TimeInput
            label={t('settings.hours.to', { label })}
            minute={span.toMinute}
            isEnd
            onChange={(toMinute) => props.onChange({ ...span, toMinute })}
          />
        </span>
      )}
      {isWrong && (
        <p className="field-error" role="alert">
          {t('settings.hours.wrongSpan')}
        </p>
      )}
    </div>
  )
}
