import { Check, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaaView } from '../../src-shared/relay-set-up.ts'
import { CopyButton } from '../parts/CopyButton.tsx'

/** The record by which a domain's owner keeps whoever runs the relay from a certificate, and whether it is in place. */
export function CaaNote({ caa: { record, state } }: { readonly caa: CaaView }): ReactNode {
  const { t } = useTranslation()
  const isShut = state === 'shut'
  return (
    // One that keeps this server's own certificate from coming has to be seen.
    <details className="relay-more" open={isShut}>
      <summary>{t('relay.caa.title')}</summary>
      <div className="form">
        <p className="soft">{t('relay.caa.detail')}</p>
        <p className="relay-fingerprint">{record}</p>
        <div className="row">
          <CopyButton text={record} label={t('relay.caa.copy')} />
        </div>
        <p className={isShut ? 'relay-down' : state === 'right' ? 'relay-done' : 'soft'}>
          {isShut && <TriangleAlert aria-hidden className="button-icon" />}
          {state === 'right' && <Check aria-hidden className="button-icon" />}
          {t(`relay.caa.states.${state}`)}
        </p>
      </div>
    </details>
  )
}
