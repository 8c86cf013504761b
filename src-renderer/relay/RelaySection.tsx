import { RotateCw } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline } from '../../src-desk/core/selectors.ts'
import { passerKinds, type OwnAddressView } from '../../src-shared/own-address.ts'
import type { RelayView } from '../../src-shared/relay-set-up.ts'
import { useDesk } from '../face/face.ts'
import { OwnAddressForm } from '../own-address/OwnAddressForm.tsx'
import { OwnAddressItem } from '../own-address/OwnAddressItem.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { ChoiceField } from '../settings/ChoiceField.tsx'
import { Section } from '../settings/Section.tsx'
import { useWatchedAnswer } from '../settings/use-watched-answer.ts'
import '../styles/relay.css'
import { RelayForm } from './RelayForm.tsx'
import { RelayItem } from './RelayItem.tsx'
import { RelayWorkNote } from './RelayWorkNote.tsx'

/** The address that customers open from anywhere: by a relay that reads nothing, or by what the owner has already. */
export function RelaySection(): ReactNode {
  const { t } = useTranslation()
  const canAsk = useDesk(isOnline)
  const [relays, askForRelays] = useWatchedAnswer('relay:show', isRelayMoving)
  const [own, askForOwn] = useWatchedAnswer('own-address:show', isLooking)
  const failure = [relays, own].find((answer) => answer?.kind === 'failed')
  return (
    <Section title={t('settings.sections.relay')} detail={t('relay.detail')}>
      {failure?.kind === 'failed' && (
        <p className="soft">{t(failure.code === 'wrong-state' ? 'relay.several' : 'settings.profile.offline')}</p>
      )}
      {relays?.kind === 'ok' && own?.kind === 'ok' && (
        <Ways view={relays.value} own={own.value} canAsk={canAsk} askForRelays={askForRelays} askForOwn={askForOwn} />
      )}
    </Section>
  )
}

type WaysProps = {
  readonly view: RelayView
  readonly own: OwnAddressView
  readonly canAsk: boolean
  readonly askForRelays: () => void
  readonly askForOwn: () => void
}

function Ways(props: WaysProps): ReactNode {
  const { t } = useTranslation()
  const { view, own, canAsk, askForOwn } = props
  const { fixed, kept, look, targets } = own
  if (fixed !== null) return <p>{t('ownAddress.fixed', { origin: fixed })}</p>
  if (kept === null) return view.relays.length > 0 ? <Relays {...props} /> : <WayChoice {...props} />
  return (
    <>
      <RelayWorkNote work={view.work} />
      <OwnAddressItem address={kept} look={look} targets={targets} canAsk={canAsk} askAgain={askForOwn} />
    </>
  )
}

/** Where there is no address yet: by what customers are to come, with one sentence on who can read there. */
function WayChoice(props: WaysProps): ReactNode {
  const { t } = useTranslation()
  const [way, setWay] = useState<(typeof ways)[number]>('relay')
  if (props.view.work.kind === 'running') return <Relays {...props} />
  return (
    <>
      <ChoiceField
        label={t('ownAddress.way')}
        value={way}
        onChoose={setWay}
        choices={ways.map((value) => ({ value, label: t(`ownAddress.ways.${value}`) }))}
      />
      <p className="soft">{t(`ownAddress.about.${way}`)}</p>
      {way === 'relay' ? (
        <Relays {...props} />
      ) : (
        <OwnAddressForm
          key={way}
          by={way}
          targets={props.own.targets}
          canAsk={props.canAsk}
          onTaken={props.askForOwn}
        />
      )}
    </>
  )
}

const ways = ['relay', ...passerKinds] as const

function Relays({ view, canAsk, askForRelays }: WaysProps): ReactNode {
  const { t } = useTranslation()
  const { relays, work, certificate, caa } = view
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
            caa={caa}
            canRemove={canAsk && !isWorking}
            askAgain={askForRelays}
          />
        ))}
      </ul>
      {!isWorking && (relays.length === 0 || isAdding) && (
        <RelayForm
          canAsk={canAsk}
          name={relays[0]?.name ?? null}
          onBegun={() => {
            setAdding(false)
            askForRelays()
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

function isRelayMoving({ work, relays, certificate }: RelayView): boolean {
  if (work.kind === 'running') return true
  return relays.some(({ line }) => line.kind !== 'up') || (relays.length > 0 && certificate?.kind === 'none')
}

function isLooking({ look }: OwnAddressView): boolean {
  return look.kind === 'looking'
}
