import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../parts/IconButton.tsx'
import type { KnockActions } from './knock-actions.ts'
import type { KnockView } from './knock-view.ts'

/** The seconds in which a denial can be undone. *Undo* stands where *Hold* was, so that a second tap on *Deny* misses it. */
export function PendingDenial(props: {
  readonly denial: NonNullable<KnockView['denial']>
  readonly actions: KnockActions
}): ReactNode {
  const { t } = useTranslation()
  const { denial, actions } = props
  return (
    <div className="pending-denial">
      {/* Not a live region: a screen reader would never stop counting. */}
      <p>{t('queue.toldIn', { seconds: Math.max(1, Math.floor(denial.leftMs / 1000)) })}</p>
      <IconButton icon={Undo2} label={t('queue.undo')} size="large" onPress={actions.undoDeny} />
    </div>
  )
}
