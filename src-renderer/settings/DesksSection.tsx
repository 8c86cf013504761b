import { Link2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline, isOwner } from '../../src-desk/core/selectors.ts'
import type { PairedDesk, PairingOffer } from '../../src-shared/pairing.ts'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { NewcomerItem } from './NewcomerItem.tsx'
import { PairedDeskItem } from './PairedDeskItem.tsx'
import { PairingOfferPanel } from './PairingOfferPanel.tsx'
import { PutOut } from './PutOut.tsx'
import { Section } from './Section.tsx'
import { useAnswer } from './use-answer.ts'

/** Every desk that is paired with this room; for owners, how to add one more and how to end them all. */
export function DesksSection(): ReactNode {
  const { t } = useTranslation()
  const { desks, role } = useDesk(({ desks, role }) => ({ desks, role }))
  const mayChange = useDesk(isOwner)
  const [answer, askAgain] = useAnswer('desks:list', null, JSON.stringify([desks, role]))
  const paired = answer?.kind === 'ok' ? answer.value : []
  const owners = paired.filter((desk) => desk.role === 'owner')
  return (
    <Section title={t('settings.sections.desks')} detail={t('settings.desks.detail')}>
      {answer?.kind === 'failed' && <p className="soft">{t('settings.profile.offline')}</p>}
      {answer?.kind === 'ok' && paired.length === 0 && <p className="soft">{t('settings.desks.none')}</p>}
      <ul className="entries" aria-label={t('settings.sections.desks')}>
        {paired.map((desk) => (
          <PairedDeskItem
            key={desk.id}
            desk={desk}
            isOnlyOwner={owners.length === 1 && owners[0] === desk}
            askAgain={askAgain}
          />
        ))}
      </ul>
      {mayChange ? (
        <>
          <AddDesk paired={answer?.kind === 'ok' ? paired : null} />
          <PutOut askAgain={askAgain} />
        </>
      ) : (
        <p className="soft">{t('settings.ownersOnly')}</p>
      )}
    </Section>
  )
}

type Offer = { readonly offer: PairingOffer; readonly knownIds: readonly string[] }

/**
 * A link for one more desk, until it was used, and then the question whether to let that device in.
 * Without the list (null) it waits: every desk of a list that comes later would look like the one that was added.
 */
function AddDesk({ paired }: { readonly paired: readonly PairedDesk[] | null }): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const newcomers = useDesk((desk) => desk.newcomers)
  const canAsk = useDesk(isOnline)
  const [made, setMade] = useState<Offer | null>(null)
  const added = made && paired?.find((desk) => !made.knownIds.includes(desk.id))

  const pair = async (knownIds: readonly string[]): Promise<void> => {
    const offer = await client.request('pairing:create', null)
    if (offer.kind === 'ok') setMade({ offer: offer.value, knownIds })
    else feedback.say({ kind: 'failure', code: offer.code })
  }

  if (newcomers.length > 0) return newcomers.map((newcomer) => <NewcomerItem key={newcomer.id} newcomer={newcomer} />)
  if (made && !added) return <PairingOfferPanel offer={made.offer} renew={() => void pair(made.knownIds)} />
  return (
    <>
      {added && (
        <output className="result-good">
          {t('pairedDesk.added', { name: added.name || t('pairedDesk.unnamed') })}
        </output>
      )}
      <div className="row">
        <IconButton
          icon={Link2}
          label={t('settings.desks.pair')}
          onPress={canAsk && paired ? () => void pair(paired.map((desk) => desk.id)) : undefined}
          tone="accent"
        />
      </div>
    </>
  )
}
