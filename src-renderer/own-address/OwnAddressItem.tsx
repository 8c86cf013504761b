import { Check, RotateCw, Trash2, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutsideFault, OutsideLook, OwnAddress } from '../../src-shared/own-address.ts'
import { assertNever } from '../../src-shared/result.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { TargetNote } from './TargetNote.tsx'

/** The address of an owner's own proxy or tunnel: whether it leads here, who can read there, and its end. */
export function OwnAddressItem(props: {
  readonly address: OwnAddress
  readonly look: OutsideLook
  readonly targets: readonly string[]
  readonly canAsk: boolean
  readonly askAgain: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const { address, look } = props
  const [isRemoving, setRemoving] = useState(false)
  const url = useDesk((desk) => desk.publicUrl) ?? `${address.origin}/`
  const request = async (name: 'own-address:look' | 'own-address:remove'): Promise<void> => {
    const answer = await client.request(name, null)
    if (answer.kind === 'failed') feedback.say({ kind: 'failure', code: answer.code })
    props.askAgain()
  }
  return (
    <div className="entry relay-entry">
      <div className="offer">
        <QrCode text={url} label={t('address.qr')} />
        <div className="form">
          <p className="address-url">{url}</p>
          <LookNote look={look} />
          <p className="soft">{t(`ownAddress.about.${address.by}`)}</p>
          {look.kind === 'not-here' && <TargetNote by={address.by} targets={props.targets} />}
          <div className="row">
            <CopyButton text={url} label={t('address.copy')} />
            <IconButton
              icon={RotateCw}
              label={t('ownAddress.lookAgain')}
              onPress={props.canAsk && look.kind !== 'looking' ? () => void request('own-address:look') : undefined}
            />
            <IconButton
              icon={Trash2}
              label={t('relay.remove')}
              onPress={props.canAsk ? () => setRemoving(true) : undefined}
            />
          </div>
        </div>
      </div>
      {isRemoving && (
        <Dialog title={t('relay.removeTitle', { name: address.origin })} close={() => setRemoving(false)}>
          <p>{t('ownAddress.removeDetail')}</p>
          <div className="row dialog-answers">
            <IconButton
              icon={Trash2}
              label={t('relay.remove')}
              tone="danger"
              onPress={() => void request('own-address:remove')}
            />
          </div>
        </Dialog>
      )}
    </div>
  )
}

function LookNote({ look }: { readonly look: OutsideLook }): ReactNode {
  const { t } = useTranslation()
  const time = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  switch (look.kind) {
    case 'none':
    case 'looking':
      return <output>{t('ownAddress.looking')}</output>
    case 'here':
      return (
        <output className="relay-done">
          <Check aria-hidden className="button-icon" /> {t('ownAddress.here', { time: time.format(look.atMs) })}
        </output>
      )
    case 'not-here':
      return (
        <>
          <p className="relay-down" role="alert">
            <TriangleAlert aria-hidden className="button-icon" /> {t(`ownAddress.faults.${look.fault}`)}
          </p>
          {mayBeTheRouter.has(look.fault) && <p className="soft">{t('ownAddress.router')}</p>}
        </>
      )
    default:
      return assertNever(look)
  }
}

/** Some routers let everybody in but those behind them. */
const mayBeTheRouter: ReadonlySet<OutsideFault> = new Set(['no-answer', 'other'])
