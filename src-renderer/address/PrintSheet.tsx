import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { textIn } from '../../src-shared/language.ts'
import { useDesk } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { visitorAddress } from './visitor-address.ts'
import { QrCode } from '../parts/QrCode.tsx'

/** On paper only: the company, its code and its address, to put on a door or a counter. */
export function PrintSheet(): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const room = useDesk((desk) => desk.room)
  const address = useDesk(visitorAddress)
  if (!address) return null
  return (
    <div className="print-sheet" aria-hidden>
      <p className="print-company">{room ? textIn(language, room.profile.company) : ''}</p>
      <p className="print-title">{t('address.sheetTitle')}</p>
      <QrCode text={address.url} label={t('address.qr')} />
      <p>{t('address.sheetDetail')}</p>
      <p className="print-url">{address.url}</p>
    </div>
  )
}
