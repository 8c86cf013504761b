import { ArrowLeft, Link2, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../parts/IconButton.tsx'
import type { LinkProblem } from './pairing-steps.ts'

/**
 * Shown when a pairing link did not work, or none was opened: what went wrong and what to do. Reveals nothing of the
 * room.
 */
export function NotPaired(props: {
  readonly problem: LinkProblem | null
  /** Omitted when trying again cannot help. */
  readonly retry?: () => void
  /** Returns to the desk of the present pairing; omitted if there is none. */
  readonly openDesk?: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <main className="not-paired">
      <Link2 aria-hidden className="empty-icon" strokeWidth={1.25} />
      <h1 className="title">{t(props.openDesk ? 'pairing.stillPaired' : 'pairing.title')}</h1>
      {props.problem && (
        <p className="field-error" role="alert">
          {t(`pairing.problems.${props.problem}`)}
        </p>
      )}
      {(props.openDesk ?? props.retry) && (
        <div className="pairing-answers">
          {props.openDesk && (
            <IconButton
              icon={ArrowLeft}
              label={t('pairing.openDesk')}
              onPress={props.openDesk}
              tone="accent"
              size="large"
            />
          )}
          {props.retry && <IconButton icon={RefreshCw} label={t('pairing.retry')} onPress={props.retry} size="large" />}
        </div>
      )}
      {!props.openDesk && (
        <>
          <p>{t('pairing.detail')}</p>
          <p>{t('pairing.where')}</p>
          <p className="soft">{t('pairing.visitorHint')}</p>
        </>
      )}
    </main>
  )
}
