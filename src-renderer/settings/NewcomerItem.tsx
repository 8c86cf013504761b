import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Newcomer } from '../../src-shared/pairing.ts'
import { useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'

/** A device that used a link of this desk: a person compares its number with the one here, and lets it in or not. */
export function NewcomerItem({ newcomer }: { readonly newcomer: Newcomer }): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const title = t('newcomer.title', { name: newcomer.name || t('pairedDesk.unnamed') })
  const answer = (isLetIn: boolean): void =>
    feedback.follow(client.request('newcomer:answer', { newcomerId: newcomer.id, isLetIn }))
  return (
    <div className="entry-frame">
      <fieldset className="form" aria-label={title}>
        <p>
          <strong>{title}</strong>
        </p>
        <output className="pairing-number">{newcomer.number}</output>
        <p>{t('settings.newcomers.detail')}</p>
        <div className="row">
          <IconButton icon={Check} label={t('settings.newcomers.yes')} onPress={() => answer(true)} tone="accent" />
          <IconButton icon={X} label={t('settings.newcomers.no')} onPress={() => answer(false)} tone="deny" />
        </div>
      </fieldset>
    </div>
  )
}
