import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk/face.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { QrCode } from '../parts/QrCode.tsx'

/** The visitor's URL to copy or print. What is printed is the sheet, and nothing else of the screen. */
export function AddressPanel(): ReactNode {
  const { t } = useTranslation()
  const visitorUrl = useDesk((desk) => desk.visitorUrl)
  if (!visitorUrl) return null
  return (
    <section className="address" aria-label={t('address.title')}>
      <QrCode text={visitorUrl} label={t('address.qr')} />
      <div className="address-words">
        <h2 className="address-title">{t('address.title')}</h2>
        <p className="address-url">{visitorUrl}</p>
        <p className="soft">{t('address.detail')}</p>
        <div className="row">
          <CopyButton text={visitorUrl} label={t('address.copy')} />
          <IconButton icon={Printer} label={t('address.print')} onPress={() => print()} />
        </div>
      </div>
    </section>
  )
}
