import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { textIn } from '../../src-shared/language.ts'
import { useDesk } from '../desk/face.ts'
import { QrCode } from '../parts/QrCode.tsx'

/** On paper only: the company, its code and its address, to put on a door or a counter. */
export function PrintSheet(): ReactNode {
  const { t, i18n } = useTranslation()
  const { visitorUrl, room } = useDesk(({ visitorUrl, room }) => ({ visitorUrl, room }))
  if (!visitorUrl) return null
  return (
    <div className="print-sheet" aria-hidden>
      <p className="print-company">{room ? textIn(i18n.language === 'en' ? 'en' : 'ja', room.profile.company) : ''}</p>
      <p className="print-title">{t('address.sheetTitle')}</p>
      <QrCode text={visitorUrl} label={t('address.qr')} />
      <p>{t('address.sheetDetail')}</p>
      <p className="print-url">{visitorUrl}</p>
    </div>
  )
}
