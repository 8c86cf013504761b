import { Network, Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk, useFace } from '../face/face.ts'
import { visitorAddress, type VisitorAddress } from './visitor-address.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { QrCode } from '../parts/QrCode.tsx'

/**
 * The visitor's URL to copy or print, and who can open it. What is printed is the sheet, and nothing else of the
 * screen.
 */
export function AddressPanel(): ReactNode {
  const { t } = useTranslation()
  const address = useDesk(visitorAddress)
  if (!address) return null
  return (
    <section className="address" aria-label={t('address.title')}>
      <QrCode text={address.url} label={t('address.qr')} />
      <div className="address-words">
        <h2 className="address-title">{t('address.title')}</h2>
        <p className="address-url">{address.url}</p>
        <p className="soft">{t(`address.reach.${address.reach}`)}</p>
        <div className="row">
          <CopyButton text={address.url} label={t('address.copy')} />
          <NextStep reach={address.reach} />
        </div>
      </div>
    </section>
  )
}

/**
 * An address that no visitor can open is not worth printing, so the way to a better one is offered instead.
 */
function NextStep(props: { readonly reach: VisitorAddress['reach'] }): ReactNode {
  const { t } = useTranslation()
  const { surroundings } = useFace()
  if (props.reach !== 'this-computer') {
    return <IconButton icon={Printer} label={t('address.print')} onPress={() => print()} />
  }
  if (surroundings.kind === 'page') return null
  const openNetwork = (): void => {
    location.hash = 'settings/network'
  }
  return <IconButton icon={Network} label={t('address.openNetwork')} onPress={openNetwork} />
}
