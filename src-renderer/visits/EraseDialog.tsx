import { Trash2, Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../../src-shared/visit.ts'
import { useFace } from '../face/face.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'

/** Says what will be lost before everything known about a visitor is erased. */
export function EraseDialog(props: {
  readonly visit: Visit
  readonly close: () => void
  readonly onErased: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const [isErasing, setErasing] = useState(false)
  const { visit, close } = props
  const erase = async (): Promise<void> => {
    setErasing(true)
    const answer = await client.request('visits:erase', { visitId: visit.id })
    close()
    if (answer.kind === 'failed') {
      feedback.say({ kind: 'failure', code: answer.code })
      return
    }
    feedback.say({ kind: 'visitor-erased', visits: answer.value.erased })
    props.onErased()
  }
  return (
    <Dialog title={t('visits.erase.title', { name: visit.name })} close={close}>
      <p>{t('visits.erase.detail')}</p>
      <ul className="dialog-list">
        <li>{t('visits.erase.words')}</li>
        <li>{t('visits.erase.visits')}</li>
        <li>{t('visits.erase.followUps')}</li>
      </ul>
      <p className="dialog-warning">{t('visits.erase.forGood')}</p>
      <div className="row dialog-answers">
        <IconButton icon={Undo2} label={t('visits.erase.keep')} onPress={close} />
        <IconButton
          icon={Trash2}
          label={t('visits.erase.confirm')}
          tone="danger"
          onPress={isErasing ? undefined : () => void erase()}
        />
      </div>
    </Dialog>
  )
}
