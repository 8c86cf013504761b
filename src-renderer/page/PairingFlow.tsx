import { ArrowLeft, Link2, MonitorSmartphone, RefreshCw } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pairing } from '../../src-shared/pairing.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { NotPaired } from './NotPaired.tsx'
import { canRetry, nextStep, type PairingEvent, type PairingStep } from './pairing-steps.ts'

/** Takes a pairing link step by step, and asks a person before anything is lost. */
export function PairingFlow(props: {
  readonly first: PairingStep
  /** Asks the server what a step needs; null if it needs nothing. */
  readonly run: (step: PairingStep) => Promise<PairingEvent> | null
  /** `isNew`: the pairing has to be kept. */
  readonly start: (pairing: Pairing, isNew: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const { first, run, start } = props
  const [step, setStep] = useState(first)
  // The last step that asked the server, so that it can be retried.
  const [tried, setTried] = useState<PairingStep | null>(null)
  useEffect(() => {
    if (step.kind === 'start') start(step.pairing, step.isNew)
    let isStale = false
    void run(step)?.then((event) => {
      if (isStale) return
      setTried(step)
      setStep(nextStep(step, event))
    })
    return () => {
      isStale = true
    }
  }, [step, run, start])
  switch (step.kind) {
    case 'explain': {
      const { present, problem } = step
      return (
        <NotPaired
          problem={problem}
          {...(tried && canRetry(problem) && { retry: () => setStep(tried) })}
          {...(present && { openDesk: () => start(present, false) })}
        />
      )
    }
    case 'ask':
      return (
        <PairingQuestion
          present={step.present.room}
          offered={step.link.room}
          answer={(kind) => setStep(nextStep(step, { kind }))}
        />
      )
    case 'compare':
      return <ComparePage number={step.number} />
    case 'start':
    case 'try-present':
    case 'exchange':
    default:
      return (
        <main className="not-paired">
          <output>{t('pairing.pairing')}</output>
        </main>
      )
  }
}

/** The number that the desk shows too where the link was made; somebody there lets this device in. */
export function ComparePage(props: { readonly number: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <main className="not-paired">
      <MonitorSmartphone aria-hidden className="empty-icon" strokeWidth={1.25} />
      <h1 className="title">{t('pairing.compare.title')}</h1>
      <output className="pairing-number">{props.number}</output>
      <p>{t('pairing.compare.detail')}</p>
      <p className="soft">{t('pairing.compare.wait')}</p>
    </main>
  )
}

/** The safe answer comes first. */
export function PairingQuestion(props: {
  readonly present: string
  readonly offered: string
  readonly answer: (answer: 'kept' | 'agreed') => void
}): ReactNode {
  const { t } = useTranslation()
  const { present, offered, answer } = props
  return (
    <main className="not-paired">
      <Link2 aria-hidden className="empty-icon" strokeWidth={1.25} />
      <h1 className="title">{t('pairing.question.title')}</h1>
      <p>{t('pairing.question.detail')}</p>
      <dl className="facts">
        <dt>{t('pairing.question.present')}</dt>
        <dd>{present}</dd>
        <dt>{t('pairing.question.offered')}</dt>
        <dd>{offered}</dd>
      </dl>
      <div className="pairing-answers">
        <IconButton
          icon={ArrowLeft}
          label={t('pairing.question.keep')}
          onPress={() => answer('kept')}
          tone="accent"
          size="large"
        />
        <IconButton
          icon={RefreshCw}
          label={t('pairing.question.replace')}
          onPress={() => answer('agreed')}
          size="large"
        />
      </div>
    </main>
  )
}
