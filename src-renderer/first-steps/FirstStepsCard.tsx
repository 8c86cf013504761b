import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../parts/IconButton.tsx'
import { useSettings } from '../settings/use-settings.ts'
import '../styles/first-steps.css'
import { FirstSteps } from './FirstSteps.tsx'
import { PracticeKnock } from './PracticeKnock.tsx'
import { useFirstSteps } from './use-first-steps.ts'

/** On the empty screen until all is done, or until somebody puts it away. */
export function FirstStepsCard(): ReactNode {
  const { t } = useTranslation()
  const [, change] = useSettings()
  const steps = useFirstSteps()
  const done = [...(steps?.values() ?? [])].filter(Boolean).length
  if (!steps || done === steps.size) return null
  return (
    <section className="first-steps-card" aria-labelledby="first-steps-title">
      <header className="first-steps-head">
        <h2 id="first-steps-title" className="first-steps-title">
          {t('firstSteps.title')}
        </h2>
        <p className="soft">{t('firstSteps.progress', { done, all: steps.size })}</p>
      </header>
      <FirstSteps steps={steps} />
      <PracticeKnock />
      <div className="row first-steps-foot">
        <IconButton icon={X} label={t('firstSteps.putAway')} onPress={() => change({ areFirstStepsPutAway: true })} />
        <p className="soft">{t('firstSteps.putAwayDetail')}</p>
      </div>
    </section>
  )
}
