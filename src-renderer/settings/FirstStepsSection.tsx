import { ListChecks } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FirstSteps } from '../first-steps/FirstSteps.tsx'
import { PracticeKnock } from '../first-steps/PracticeKnock.tsx'
import { useFirstSteps } from '../first-steps/use-first-steps.ts'
import { IconButton } from '../parts/IconButton.tsx'
import '../styles/first-steps.css'
import { Section } from './Section.tsx'
import { useSettings } from './use-settings.ts'

/** The list of the first hour and the practice knock, for as long as anybody wants them. */
export function FirstStepsSection(): ReactNode {
  const { t } = useTranslation()
  const [settings, change] = useSettings()
  const steps = useFirstSteps()
  const isAllDone = steps !== null && [...steps.values()].every(Boolean)
  return (
    <Section title={t('settings.sections.first-steps')}>
      {isAllDone && <p className="soft">{t('firstSteps.allDone')}</p>}
      {steps ? <FirstSteps steps={steps} /> : <p className="soft">{t('firstSteps.loading')}</p>}
      <PracticeKnock />
      {settings.areFirstStepsPutAway && !isAllDone && (
        <div className="row">
          <IconButton
            icon={ListChecks}
            label={t('firstSteps.bringBack')}
            onPress={() => change({ areFirstStepsPutAway: false })}
          />
        </div>
      )}
    </Section>
  )
}
