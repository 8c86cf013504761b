import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../face/face.ts'

/** By which a person recognises this server where the browser of a new device warns. */
export function CertificateFingerprint(): ReactNode {
  const { t } = useTranslation()
  const certificate = useDesk((desk) => desk.lanCertificate)
  if (!certificate) return null
  return (
    <div>
      <p>{t('settings.network.fingerprint')}</p>
      <p className="fingerprint">{inGroups(certificate.fingerprint)}</p>
      {certificate.isSelfMade && <p className="soft">{t('settings.network.fingerprintHow')}</p>}
    </div>
  )
}

/** Four digits at a time, as a person compares them; browsers write them with colons, spaces or nothing between. */
function inGroups(fingerprint: string): string {
  return (fingerprint.replaceAll(':', '').match(/.{1,4}/g) ?? []).join(' ')
}
