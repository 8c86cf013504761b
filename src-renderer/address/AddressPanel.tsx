import { Network, Printer } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../src-shared/language.ts'
import { useDesk, useFace } from '../face/face.ts'
import { visitorAddress, type VisitorAddress } from './visitor-address.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { loadTexts } from '../texts/texts.ts'

/** Printed once in a company's life. */
const DoorSignDialog = lazy(async () => {
  // It speaks every language at once.
  const [{ DoorSignDialog: dialog }] = await Promise.all([import('./DoorSignDialog.tsx'), ...languages.map(loadTexts)])
  return { default: dialog }
})

/** The visitor's URL to copy or print, and who can open it. */
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
          <NextStep address={address} />
        </div>
      </div>
    </section>
  )
}

/**
 * An address that no visitor can open is not worth printing, so the way to a better one is offered instead.
 */
function NextStep({ address }: { readonly address: VisitorAddress }): ReactNode {
  const { t } = useTranslation()
  const { surroundings } = useFace()
  const [isPrinting, setPrinting] = useState(false)
  if (address.reach !== 'this-computer') {
    return (
      <>
        <IconButton icon={Printer} label={t('sign.open')} onPress={() => setPrinting(true)} />
        {isPrinting && (
          <Suspense>
            <DoorSignDialog url={address.url} close={() => setPrinting(false)} />
          </Suspense>
        )}
      </>
    )
  }
  if (surroundings.kind === 'page') return null
  const openNetwork = (): void => {
    location.hash = 'settings/network'
  }
  return <IconButton icon={Network} label={t('address.openNetwork')} onPress={openNetwork} />
}
