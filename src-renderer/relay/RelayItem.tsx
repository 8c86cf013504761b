import { Check, Trash2, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaaView, CertificateState, RelayView } from '../../src-shared/relay-set-up.ts'
import { isIpv4Address } from '../../src-shared/host-name.ts'
import type { LineState } from '../../src-shared/line-state.ts'
import { assertNever } from '../../src-shared/result.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { CaaNote } from './CaaNote.tsx'

/** A relay that there is: the address that it gives, whether customers get through, and its end. */
export function RelayItem(props: {
  readonly relay: RelayView['relays'][number]
  readonly certificate: CertificateState | null
  readonly caa: CaaView | null
  readonly canRemove: boolean
  readonly askAgain: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { relay, certificate, caa } = props
  const [isRemoving, setRemoving] = useState(false)
  const publicUrl = useDesk((desk) => desk.publicUrl)
  const url = publicUrl ?? `https://${relay.name}/`
  return (
    <li className="entry relay-entry">
      <div className="offer">
        <QrCode text={url} label={t('address.qr')} />
        <div className="form">
          <p className="address-url">{url}</p>
          <LineNote line={relay.line} host={relay.host} />
          <CertificateNote certificate={certificate} />
          {caa && <CaaNote caa={caa} />}
          <p className="soft">
            {isIpv4Address(relay.name) ? t('relay.isAddress') : t('relay.dns', { name: relay.name, host: relay.host })}
          </p>
          <div className="row">
            <CopyButton text={url} label={t('address.copy')} />
            <IconButton
              icon={Trash2}
              label={t('relay.remove')}
              onPress={props.canRemove ? () => setRemoving(true) : undefined}
            />
          </div>
        </div>
      </div>
      {isRemoving && <RemoveDialog relay={relay} close={() => setRemoving(false)} onRemoved={props.askAgain} />}
    </li>
  )
}

function LineNote({ line, host }: { readonly line: LineState; readonly host: string }): ReactNode {
  const { t } = useTranslation()
  const time = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  switch (line.kind) {
    case 'up':
      return (
        <p className="relay-done">
          <Check aria-hidden className="button-icon" /> {t('relay.line.up')}
        </p>
      )
    case 'dialing':
      return <p>{t('relay.line.dialing')}</p>
    case 'down':
      return (
        <p className="relay-down">
          <TriangleAlert aria-hidden className="button-icon" />
          <span>
            {t('relay.line.down', { time: time.format(line.sinceMs) })} {t(`relay.lineFaults.${line.fault}`, { host })}
          </span>
        </p>
      )
    default:
      return assertNever(line)
  }
}

function CertificateNote({ certificate }: { readonly certificate: CertificateState | null }): ReactNode {
  const { t } = useTranslation()
  const day = useDateFormat({ dateStyle: 'medium' })
  if (certificate === null) return <p>{t('relay.certificate.own')}</p>
  switch (certificate.kind) {
    case 'good':
      return <p className="soft">{t('relay.certificate.good', { time: day.format(certificate.untilMs) })}</p>
    case 'none':
      return (
        <p>
          {t(certificate.why === null ? 'relay.certificate.none' : 'relay.certificate.refused')}
          {certificate.why !== null && <span className="soft relay-detail">{certificate.why}</span>}
        </p>
      )
    case 'failing':
      return (
        <p className="relay-down">
          <TriangleAlert aria-hidden className="button-icon" />
          <span>
            {t('relay.certificate.failing', { time: day.format(certificate.untilMs) })}
            <span className="soft relay-detail">{certificate.why}</span>
          </span>
        </p>
      )
    default:
      return assertNever(certificate)
  }
}

/** Says what will be lost before the address is given up. */
function RemoveDialog(props: {
  readonly relay: RelayView['relays'][number]
  readonly close: () => void
  readonly onRemoved: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const { relay, close } = props
  const remove = async (): Promise<void> => {
    const answer = await client.request('relay:remove', { host: relay.host, login: null })
    close()
    if (answer.kind === 'failed') feedback.say({ kind: 'failure', code: answer.code })
    props.onRemoved()
  }
  return (
    <Dialog title={t('relay.removeTitle', { name: relay.name })} close={close}>
      <p>{t('relay.removeDetail', { host: relay.host })}</p>
      <div className="row dialog-answers">
        <IconButton icon={Trash2} label={t('relay.remove')} tone="danger" onPress={() => void remove()} />
      </div>
    </Dialog>
  )
}
