import { BellRing } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { callingKnocks } from '../../src-desk/core/selectors.ts'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'

/** In a dialog, which covers the queue: who has knocked since it was opened, and the way there. */
export function KnockOverDialog(props: { readonly close: () => void }): ReactNode {
  const { t } = useTranslation()
  const { client } = useFace()
  const [before] = useState(() => new Set(client.getState().knocks.map(({ id }) => id)))
  const knock = useDesk((desk) => callingKnocks(desk).find(({ id }) => !before.has(id)) ?? null)
  const open = (): void => {
    props.close()
    location.hash = 'queue'
  }
  return (
    <output className="knock-over">
      {knock && (
        <span className="knock-over-words">
          <BellRing aria-hidden />
          <strong>{t('queue.knocksNow', { name: knock.name })}</strong>
          <IconButton icon={BellRing} label={t('card.open')} onPress={open} tone="accent" size="large" />
        </span>
      )}
    </output>
  )
}
