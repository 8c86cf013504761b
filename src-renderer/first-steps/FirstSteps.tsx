import { Circle, CircleCheckBig } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FirstStepKind } from '../../src-desk/first-steps/first-steps.ts'
import { FirstStepAct } from './FirstStepAct.tsx'
import { useStepDetail } from './use-step-detail.ts'

/** The steps with what is done, and the way to do what is not. */
export function FirstSteps(props: { readonly steps: ReadonlyMap<FirstStepKind, boolean> }): ReactNode {
  const { t } = useTranslation()
  return (
    <ol className="first-steps" aria-label={t('firstSteps.title')}>
      {[...props.steps].map(([kind, isDone]) => (
        <FirstStep key={kind} kind={kind} isDone={isDone} />
      ))}
    </ol>
  )
}

function FirstStep({ kind, isDone }: { readonly kind: FirstStepKind; readonly isDone: boolean }): ReactNode {
  const { t } = useTranslation()
  const detail = useStepDetail(kind)
  const Icon = isDone ? CircleCheckBig : Circle
  return (
    <li className={`first-step${isDone ? ' first-step-done' : ''}`}>
      <Icon aria-hidden className="first-step-icon" />
      <div className="first-step-words">
        <p className="first-step-title">{t(`firstSteps.${kind}.title`)}</p>
        {isDone ? <p className="visually-hidden">{t('firstSteps.done')}</p> : <p className="soft">{detail}</p>}
      </div>
      {!isDone && <FirstStepAct kind={kind} />}
    </li>
  )
}
