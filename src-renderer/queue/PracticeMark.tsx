import { GraduationCap } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskKnock } from '../../src-shared/knock.ts'

/** Says that nobody is there and nothing is kept. Nothing for a visitor. */
export function PracticeMark(props: { readonly knock: Pick<DeskKnock, 'kind'> }): ReactNode {
  const { t } = useTranslation()
  if (props.knock.kind !== 'practice') return null
  return (
    <span className="invited">
      <GraduationCap aria-hidden />
      {t('practice.mark')}
    </span>
  )
}
