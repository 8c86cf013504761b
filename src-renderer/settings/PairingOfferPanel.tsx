import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PairingOffer } from '../../src-shared/pairing.ts'
import { clockDuration } from '../face/duration.ts'
import { useDesk } from '../face/face.ts'
import { useNow } from '../face/now.ts'
import { isLoopback } from '../../src-shared/network-address.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { CertificateFingerprint } from './CertificateFingerprint.tsx'

/** The link that pairs one desk, as QR code and to copy, until it expires. */
export function PairingOfferPanel(props: { readonly offer: PairingOffer; readonly renew: () => void }): ReactNode {
  const { t } = useTranslation()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const lanUrl = useDesk((desk) => desk.lanUrl)
  const { url, expiresAtMs } = props.offer
  const leftMs = expiresAtMs - (useNow() + clockOffsetMs)
  if (leftMs <= 0) {
    return (
      <div className="offer">
        <output>{t('settings.desks.expired')}</output>
        <IconButton icon={RefreshCw} label={t('settings.desks.renew')} onPress={props.renew} tone="accent" />
      </div>
    )
  }
  return (
    <div className="offer">
      <QrCode text={url} label={t('settings.desks.qr')} />
      <div className="form">
        <p>{t('settings.desks.how')}</p>
        <p className="number">{t('settings.desks.left', { time: clockDuration(leftMs) })}</p>
        <div className="row">
          <CopyButton text={url} label={t('settings.desks.copy')} />
        </div>
        <p className="soft">{t('settings.desks.onlyOnce')}</p>
        {lanUrl !== null && new URL(lanUrl).origin === new URL(url).origin && <CertificateFingerprint />}
        {isLoopback(new URL(url).hostname) && <p className="soft">{t('settings.desks.loopback')}</p>}
      </div>
    </div>
  )
}
