import { Lock, Monitor, PhoneCall } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { otherDesks, type OtherDesk } from '../../src-desk/core/selectors.ts'
import { clockDuration } from '../face/duration.ts'
import { useDesk } from '../face/face.ts'
import { useNow } from '../face/now.ts'

const icons = { 'in-call': PhoneCall, locked: Lock, here: Monitor }

/** One narrow line: who else is there, who is talking since when, and whose screen is locked. */
export function OtherDesks(): ReactNode {
  const { t } = useTranslation()
  const others = useDesk(otherDesks)
  if (others.length === 0) return null
  return (
    <section className="other-desks" aria-label={t('otherDesks.label')}>
      {others.map((desk) => (
        <Other key={desk.id} desk={desk} />
      ))}
    </section>
  )
}

function Other({ desk: { name, doing } }: { readonly desk: OtherDesk }): ReactNode {
  const { t } = useTranslation()
  const Icon = icons[doing.kind]
  return (
    <p className={`other-desk other-desk-${doing.kind}`}>
      <Icon aria-hidden className="other-desk-icon" />
      <span>{t(`otherDesks.${doing.kind}`, { desk: name || t('pairedDesk.unnamed') })}</span>
      {doing.kind === 'in-call' && <CallTime sinceMs={doing.sinceMs} />}
    </p>
  )
}

/** Its own, so that seconds are counted only while somebody talks. */
function CallTime({ sinceMs }: { readonly sinceMs: number }): ReactNode {
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  return <span className="number">{clockDuration(useNow() + clockOffsetMs - sinceMs)}</span>
}
