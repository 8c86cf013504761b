import { DoorClosed, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk, useFace } from '../face/face.ts'
import { isOnline } from '../../src-desk/core/selectors.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useCarryOut } from './use-carry-out.ts'

/** Ends the pairing of every other desk at once, for a tablet that was lost or a key that somebody saw. */
export function PutOut(props: { readonly askAgain: () => void }): ReactNode {
  const { t } = useTranslation()
  const { client } = useFace()
  const canAsk = useDesk(isOnline)
  const [isAsking, setAsking] = useState(false)

  const carryOut = useCarryOut(props.askAgain)
  const putOut = (): void => {
    setAsking(false)
    void carryOut(client.request('desks:put-out', null))
  }

  if (!isAsking) {
    return (
      <div className="row">
        <IconButton
          icon={DoorClosed}
          label={t('settings.desks.putOut')}
          onPress={canAsk ? () => setAsking(true) : undefined}
          tone="deny"
        />
      </div>
    )
  }
  return (
    <fieldset className="form" aria-label={t('settings.desks.putOut')}>
      <p>{t('settings.desks.putOutSure')}</p>
      <div className="row">
        <IconButton icon={DoorClosed} label={t('settings.desks.putOutNow')} onPress={putOut} tone="deny" />
        <IconButton icon={X} label={t('picker.cancel')} onPress={() => setAsking(false)} />
      </div>
    </fieldset>
  )
}
