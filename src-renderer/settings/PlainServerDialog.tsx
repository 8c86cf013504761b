import { ShieldOff, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'

/** Says what can be overheard on the way to a server without HTTPS, before a person insists on it. */
export function PlainServerDialog(props: {
  /** The server's origin. */
  readonly url: string
  readonly insist: () => void
  readonly close: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Dialog title={t('settings.server.plain.title')} close={props.close}>
      <p>{t('settings.server.plain.detail', { url: props.url })}</p>
      <ul className="dialog-list">
        <li>{t('settings.server.plain.key')}</li>
        <li>{t('settings.server.plain.visitors')}</li>
        <li>{t('settings.server.plain.calls')}</li>
      </ul>
      <p className="dialog-warning">{t('settings.server.plain.instead')}</p>
      <div className="row dialog-answers">
        <IconButton icon={Undo2} label={t('settings.server.plain.close')} onPress={props.close} />
        <IconButton icon={ShieldOff} label={t('settings.server.plain.insist')} tone="danger" onPress={props.insist} />
      </div>
    </Dialog>
  )
}
