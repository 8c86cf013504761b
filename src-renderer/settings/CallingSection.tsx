import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { defaultEscalation, type Escalation } from '../../src-shared/escalation.ts'
import { CheckField } from './CheckField.tsx'
import { NumberField } from './NumberField.tsx'
import { RulesForm } from './RulesForm.tsx'

const measures = [
  'loudAfterMs',
  'secondOutputAfterMs',
  'flashAfterMs',
  'callOutAfterMs',
] as const satisfies readonly (keyof Escalation)[]

/** How calling grows more urgent while nobody acts, and when the visitor is told so. */
export function CallingSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <RulesForm title={t('settings.sections.calling')} detail={t('settings.calling.detail')}>
      {({ escalation, unnoticedAfterMs }, change) => (
        <>
          {measures.map((measure) => (
            <Measure
              key={measure}
              label={t(`settings.calling.${measure}`)}
              afterMs={escalation[measure]}
              defaultMs={defaultEscalation[measure] ?? 0}
              onChange={(afterMs) => change({ escalation: { ...escalation, [measure]: afterMs } })}
            />
          ))}
          <NumberField
            label={t('settings.calling.unnoticed')}
            unit={t('settings.seconds')}
            value={unnoticedAfterMs / 1000}
            min={10}
            max={3_600}
            onChange={(seconds) => change({ unnoticedAfterMs: seconds * 1000 })}
          />
          <p className="soft">{t('settings.calling.unnoticedDetail')}</p>
        </>
      )}
    </RulesForm>
  )
}

function Measure(props: {
  readonly label: string
  readonly afterMs: number | null
  readonly defaultMs: number
  readonly onChange: (afterMs: number | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const { label, afterMs } = props
  return (
    <div className="measure">
      <CheckField
        label={label}
        isOn={afterMs !== null}
        onChange={(isOn) => props.onChange(isOn ? props.defaultMs : null)}
      />
      {afterMs !== null && (
        <NumberField
          label={t('settings.calling.after', { label })}
          unit={t('settings.secondsAfter')}
          value={afterMs / 1000}
          min={0}
          max={3_600}
          onChange={(seconds) => props.onChange(seconds * 1000)}
        />
      )}
    </div>
  )
}
