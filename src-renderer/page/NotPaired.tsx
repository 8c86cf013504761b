import { Link2, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../parts/IconButton.tsx'
import type { PairingFailure } from './pair-by-code.ts'

/** What a browser without the secret sees: how to pair, what went wrong with a link, and nothing of the room. */
export function NotPaired(props: {
  readonly problem: PairingFailure | 'malformed' | null
  /** Missing: trying again cannot help. */
  readonly retry?: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <main className="not-paired">
      <Link2 aria-hidden className="empty-icon" strokeWidth={1.25} />
      <h1 className="title">{t('pairing.title')}</h1>
      {props.problem && (
        <p className="field-error" role="alert">
          {t(`pairing.problems.${props.problem}`)}
        </p>
      )}
      {props.retry && (
        <div className="row">
          <IconButton icon={RefreshCw} label={t('pairing.retry')} onPress={props.retry} tone="accent" />
        </div>
      )}
      <p>{t('pairing.detail')}</p>
      <p>{t('pairing.where')}</p>
      <p className="soft">{t('pairing.visitorHint')}</p>
    </main>
  )
}
