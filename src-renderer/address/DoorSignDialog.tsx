import { Printer } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../face/face.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { ChoiceField } from '../settings/ChoiceField.tsx'
import '../styles/door-sign.css'
import { DoorSign, signFormats, type SignFormat } from './DoorSign.tsx'

/**
 * Three sizes to choose from, seen as they will be. The browser prints them: it has the fonts, every printer and a PDF,
 * and takes the paper's size from the sign.
 */
export function DoorSignDialog(props: { readonly url: string; readonly close: () => void }): ReactNode {
  const { t } = useTranslation()
  const room = useDesk((desk) => desk.room)
  const [format, setFormat] = useState<SignFormat>('a4')
  if (!room) return null
  const sign = <DoorSign format={format} room={room} url={props.url} />
  return (
    <Dialog title={t('sign.open')} close={props.close}>
      <div className="sign-dialog">
        <ChoiceField
          label={t('sign.format')}
          value={format}
          onChoose={setFormat}
          choices={signFormats.map((value) => ({ value, label: t(`sign.formats.${value}`) }))}
        />
        <IconButton icon={Printer} label={t('sign.print')} onPress={() => print()} tone="accent" size="large" />
        <div className={`sign-preview sign-preview-${format}`} aria-hidden>
          {sign}
        </div>
        {room.profile.phone === '' && <p className="soft">{t('sign.incomplete')}</p>}
        <p className="soft">{t('sign.pdf')}</p>
      </div>
      {createPortal(<div className="sign-sheet">{sign}</div>, document.body)}
    </Dialog>
  )
}
