import { RotateCw } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline } from '../../src-desk/core/selectors.ts'
import type { RelayView } from '../../src-shared/relay-set-up.ts'
import { useDesk } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { Section } from '../settings/Section.tsx'
import '../styles/relay.css'
import { RelayForm } from './RelayForm.tsx'
import { RelayItem } from './RelayItem.tsx'
import { RelayWorkNote } from './RelayWorkNote.tsx'
import { useRelayView } from './use-relay-view.ts'

/** The address that customers open from anywhere, by a small server that passes them on and reads nothing. */
export function RelaySection(): ReactNode {
  const { t } = useTranslation()
  const canAsk = useDesk(isOnline)
  const [answer, askAgain] = useRelayView()
  return (
    <Section title={t('settings.sections.relay')} detail={t('relay.detail')}>
      {answer?.kind === 'failed' && (
        <p className="soft">{t(answer.code === 'wrong-state' ? 'relay.several' : 'settings.profile.offline')}</p>
      )}
      {answer?.kind === 'ok' && <Relays view={answer.value} canAsk={canAsk} askAgain={askAgain} />}
    </Section>
  )
}

function Relays(props: {
  readonly view: RelayView
  readonly canAsk: boolean
  readonly askAgain: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { view, canAsk, askAgain } = props
  const { relays, work, certificate } = view
  // A form that was opened stays until its work has begun.
  const [isAdding, setAdding] = useState(false)
  const isWorking = work.kind === 'running'
  return (
    <>
      <RelayWorkNote work={work} />
      <ul className="entries" aria-label={t('settings.sections.relay')}>
        {relays.map((relay) => (
          <RelayItem
            key={relay.host}
            relay={relay}
            certificate={certificate}
            canRemove={canAsk && !isWorking}
            askAgain={askAgain}
          />
        ))}
      </ul>
      {!isWorking && (relays.length === 0 || isAdding) && (
        <RelayForm
          canAsk={canAsk}
          name={relays[0]?.name ?? null}
          onBegun={() => {
            setAdding(false)
            askAgain()
          }}
        />
      )}
      {!isWorking && relays.length > 0 && !isAdding && (
        <div className="row">
          <IconButton icon={RotateCw} label={t('relay.again')} onPress={() => setAdding(true)} />
        </div>
      )}
    </>
  )
}
