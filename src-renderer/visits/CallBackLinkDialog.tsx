import { CalendarDays, Clock } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnockId } from '../../src-shared/ids.ts'
import type { Invitation } from '../../src-shared/invitation.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { useDesk, useFace } from '../face/face.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { dayMs } from '../../src-shared/duration.ts'

/** Makes a link that marks one visitor's knock as expected, and shows it to be sent. */
export function CallBackLinkDialog(props: {
  readonly knockId: KnockId
  readonly name: string
  readonly onMade: () => void
  readonly close: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [isBusy, setBusy] = useState(false)
  const create = async (days: number): Promise<void> => {
    setBusy(true)
    const answer = await client.request('invitation:create', { knockId: props.knockId, validForMs: days * dayMs })
    setBusy(false)
    if (answer.kind === 'failed') {
      feedback.say({ kind: 'failure', code: answer.code })
      return
    }
    setInvitation(answer.value)
    props.onMade()
  }
  const press = (days: number): (() => void) | undefined => (isBusy ? undefined : () => void create(days))
  const until = useDateFormat({ dateStyle: 'long', timeStyle: 'short' })
  return (
    <Dialog title={t('invitation.title', { name: props.name })} close={props.close}>
      <p>{t('invitation.detail')}</p>
      {invitation === null ? (
        <div className="row">
          <IconButton icon={Clock} label={t('invitation.oneDay')} onPress={press(1)} tone="accent" />
          <IconButton icon={CalendarDays} label={t('invitation.sevenDays')} onPress={press(7)} />
        </div>
      ) : (
        <div className="invitation">
          <QrCode text={invitation.url} label={t('invitation.qr')} />
          <div className="address-words">
            <p className="invitation-url">{invitation.url}</p>
            <p>{t('invitation.validUntil', { time: until.format(invitation.expiresAtMs - clockOffsetMs) })}</p>
            <div className="row">
              <CopyButton text={invitation.url} label={t('invitation.copy')} />
            </div>
          </div>
        </div>
      )}
    </Dialog>
  )
}
