import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PasserKind } from '../../src-shared/own-address.ts'
import { CopyButton } from '../parts/CopyButton.tsx'

/** Where the proxy or tunnel has to pass everything on to. */
export function TargetNote(props: { readonly by: PasserKind; readonly targets: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  const { by, targets } = props
  const [near, lan] = targets
  if (near === undefined) return null
  const text = by === 'funnel' ? `tailscale funnel --bg ${near}` : near
  return (
    <div className="relay-plan">
      <p>{t(`ownAddress.target.${by}`)}</p>
      <div className="row">
        <code className="relay-fingerprint">{text}</code>
        <CopyButton text={text} label={t('ownAddress.copyTarget')} />
      </div>
      {by === 'proxy' && (
        <p className="soft">{lan === undefined ? t('ownAddress.noLan') : t('ownAddress.lan', { target: lan })}</p>
      )}
    </div>
  )
}
