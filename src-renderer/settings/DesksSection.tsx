import { Link2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PairingOffer } from '../../src-shared/pairing.ts'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { PairedDeskItem } from './PairedDeskItem.tsx'
import { PairingOfferPanel } from './PairingOfferPanel.tsx'
import { PutOut } from './PutOut.tsx'
import { Section } from './Section.tsx'
import { useAnswer } from './use-answer.ts'

type Offer = { readonly offer: PairingOffer; readonly knownIds: readonly string[] }

/** Every desk that is paired with this room, and how to add one more. */
export function DesksSection(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const { desks, connection } = useDesk(({ desks, connection }) => ({ desks, connection }))
  const [answer, askAgain] = useAnswer('desks:list', null, JSON.stringify(desks))
  const [made, setMade] = useState<Offer | null>(null)
  const paired = answer?.kind === 'ok' ? answer.value : []
  const added = made && paired.find((desk) => !made.knownIds.includes(desk.id))

  const pair = async (): Promise<void> => {
    const offer = await client.request('pairing:create', null)
    if (offer.kind === 'ok') setMade({ offer: offer.value, knownIds: paired.map((desk) => desk.id) })
    else feedback.say({ kind: 'failure', code: offer.code })
  }
  const isOnline = connection.kind === 'online'

  return (
    <Section title={t('settings.sections.desks')} detail={t('settings.desks.detail')}>
      {answer?.kind === 'failed' && <p className="soft">{t('settings.profile.offline')}</p>}
      {answer?.kind === 'ok' && paired.length === 0 && <p className="soft">{t('settings.desks.none')}</p>}
      <ul className="entries" aria-label={t('settings.sections.desks')}>
        {paired.map((desk) => (
          <PairedDeskItem key={desk.id} desk={desk} askAgain={askAgain} />
        ))}
      </ul>
      {added && (
        <output className="result-good">
          {t('settings.desks.added', { name: added.name || t('settings.desks.unnamed') })}
        </output>
      )}
      {made && !added ? (
        <PairingOfferPanel offer={made.offer} renew={() => void pair()} />
      ) : (
        <div className="row">
          <IconButton
            icon={Link2}
            label={t('settings.desks.pair')}
            onPress={isOnline ? () => void pair() : undefined}
            tone="accent"
          />
        </div>
      )}
      <PutOut isOnline={isOnline} askAgain={askAgain} />
    </Section>
  )
}
