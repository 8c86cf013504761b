import { CircleAlert, CircleCheck, CircleMinus, CircleX, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SelfTestCheck } from '../../src-shared/desk-state.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { CheckField } from './CheckField.tsx'
import { Section } from './Section.tsx'
import { TimeInput } from './TimeInput.tsx'
import { useSettings } from './use-settings.ts'

const defaultMinute = 8 * 60
const icons = { good: CircleCheck, 'not-here': CircleMinus, weak: CircleAlert, bad: CircleX }

/** Whether everything works that must work when a knock comes: on demand, and every morning. */
export function SelfTestSection(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const selfTest = useDesk((desk) => desk.selfTest)
  const [{ selfTestAtMinute }, change] = useSettings()
  const run = (): void => feedback.follow(client.command({ kind: 'self-test' }))
  return (
    <Section title={t('settings.sections.self-test')} detail={t('settings.selfTest.detail')}>
      <div className="row">
        <IconButton
          icon={Play}
          label={t('settings.selfTest.run')}
          onPress={selfTest.kind === 'running' ? undefined : run}
          tone="accent"
        />
      </div>
      <div aria-live="polite">
        <Outcome />
      </div>
      <CheckField
        label={t('settings.selfTest.daily')}
        detail={t('settings.selfTest.dailyDetail')}
        isOn={selfTestAtMinute !== null}
        onChange={(isOn) => change({ selfTestAtMinute: isOn ? defaultMinute : null })}
      />
      {selfTestAtMinute !== null && (
        <TimeInput
          label={t('settings.selfTest.at')}
          minute={selfTestAtMinute}
          onChange={(minute) => change({ selfTestAtMinute: minute })}
        />
      )}
    </Section>
  )
}

function Outcome(): ReactNode {
  const { t } = useTranslation()
  const format = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  const selfTest = useDesk((desk) => desk.selfTest)
  if (selfTest.kind === 'never') return <p className="soft">{t('settings.selfTest.never')}</p>
  if (selfTest.kind === 'running') return <p>{t('settings.selfTest.running')}</p>
  const time = format.format(selfTest.atMs)
  const bad = selfTest.checks.filter((check) => check.outcome.kind === 'bad').length
  return (
    <>
      <p className={bad > 0 ? 'result-bad' : 'result-good'}>
        {bad > 0 ? t('settings.selfTest.someBad', { time, bad }) : t('settings.selfTest.allGood', { time })}
      </p>
      <ul className="checks">
        {selfTest.checks.map((check) => (
          <Check key={check.part} check={check} />
        ))}
      </ul>
    </>
  )
}

function Check({ check }: { readonly check: SelfTestCheck }): ReactNode {
  const { t } = useTranslation()
  const { part, outcome } = check
  const Icon = icons[outcome.kind]
  return (
    <li className={`check-line check-${outcome.kind}`}>
      <Icon aria-hidden className="button-icon" />
      <span>
        <strong>{t(`settings.selfTest.parts.${part}`)}</strong> {words()}
        {outcome.kind === 'bad' && <span className="soft check-cause">{outcome.cause}</span>}
      </span>
    </li>
  )

  function words(): string {
    if (outcome.kind === 'bad') return t(`settings.selfTest.whenBad.${part}`)
    if (outcome.kind === 'weak') return t(`settings.selfTest.whenWeak.${part === 'relay' ? part : 'secrets'}`)
    return t(`settings.selfTest.outcomes.${outcome.kind}`)
  }
}
