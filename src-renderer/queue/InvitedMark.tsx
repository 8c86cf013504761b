import { MailOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskRef } from '../../src-shared/desk-ref.ts'

/** Says that this visitor came with a call-back link, and which desk had given it. Nothing for everybody else. */
export function InvitedMark(props: { readonly by: DeskRef | null }): ReactNode {
  const { t } = useTranslation()
  if (!props.by) return null
  return (
    <span className="invited">
      <MailOpen aria-hidden />
      {t('invited', { desk: props.by.name || t('visits.unnamedDesk') })}
    </span>
  )
}
