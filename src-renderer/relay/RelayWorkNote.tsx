import { Check, CircleDashed, LoaderCircle, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { relaySteps, type RelayFault, type RelayWork } from '../../src-shared/relay-set-up.ts'
import { assertNever } from '../../src-shared/result.ts'

/** Where the set-up is, or how the last one ended. */
export function RelayWorkNote({ work }: { readonly work: RelayWork }): ReactNode {
  const { t } = useTranslation()
  switch (work.kind) {
    case 'none':
      return null
    case 'running':
      return work.step === 'removing' ? <output>{t('relay.steps.removing')}</output> : <Steps now={work.step} />
    case 'done':
      return (
        <output className="relay-done">
          <Check aria-hidden className="button-icon" /> {t('relay.done', { name: work.name })}
        </output>
      )
    case 'removed':
      return <output className="result-good">{t('relay.removed', { name: work.name })}</output>
    case 'failed':
      return (
        <div className="relay-fault" role="alert">
          <TriangleAlert aria-hidden className="banner-icon" />
          <div>
            <strong>{t('relay.failed', { host: work.host })}</strong>
            <p>{t(`relay.faults.${work.fault}`, { host: work.host, detail: work.detail })}</p>
            {work.detail && !saidInWords.has(work.fault) && <p className="soft relay-detail">{work.detail}</p>}
          </div>
        </div>
      )
    default:
      return assertNever(work)
  }
}

/** Their sentence names what the detail is. */
const saidInWords: ReadonlySet<RelayFault> = new Set(['port-taken', 'service'])

const steps = [...relaySteps, 'looking'] as const

function Steps({ now }: { readonly now: (typeof steps)[number] }): ReactNode {
  const { t } = useTranslation()
  const at = steps.indexOf(now)
  return (
    <div className="relay-steps">
      <output>{t('relay.working')}</output>
      <ol>
        {steps.map((step, index) => {
          const Icon = index < at ? Check : index === at ? LoaderCircle : CircleDashed
          return (
            <li key={step} aria-current={index === at ? 'step' : undefined}>
              <Icon aria-hidden className="button-icon" />
              <span>{t(`relay.steps.${step}`)}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
