import { Unlink } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { Section } from './Section.tsx'

/** Which room this desk answers for, and how to leave it. */
export function ThisPairingSection(): ReactNode {
  const { t } = useTranslation()
  const { surroundings } = useFace()
  const { visitorUrl, room, desks, self } = useDesk(({ visitorUrl, room, desks, self }) => ({
    visitorUrl,
    room,
    desks,
    self,
  }))
  const server = visitorUrl && new URL(visitorUrl).origin
  return (
    <Section title={t('settings.pairing.title')}>
      <dl className="facts">
        <dt>{t('settings.pairing.server')}</dt>
        <dd>{server ?? '—'}</dd>
        <dt>{t('settings.pairing.room')}</dt>
        <dd>{room?.address ?? '—'}</dd>
        <dt>{t('settings.pairing.desks')}</dt>
        {desks.map((desk) => (
          <dd key={desk.id}>{desk.id === self.id ? t('settings.pairing.thisDesk', { name: desk.name }) : desk.name}</dd>
        ))}
      </dl>
      {surroundings.kind === 'page' && <Unpair unpair={surroundings.pairing.unpair} />}
    </Section>
  )
}

/** Asks for confirmation in place, because only a new link brings the desk back. */
function Unpair(props: { readonly unpair: () => void }): ReactNode {
  const { t } = useTranslation()
  const [isSure, setSure] = useState(false)
  return (
    <div className="row">
      {isSure ? (
        <IconButton icon={Unlink} label={t('settings.pairing.unpairSure')} onPress={props.unpair} tone="deny" />
      ) : (
        <IconButton icon={Unlink} label={t('settings.pairing.unpair')} onPress={() => setSure(true)} />
      )}
    </div>
  )
}
