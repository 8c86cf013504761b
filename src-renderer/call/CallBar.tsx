import { ChevronDown, Mic, PhoneOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clockDuration } from '../face/duration.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useNow } from '../face/now.ts'
import { IconButton } from '../parts/IconButton.tsx'
import type { ActiveCall } from './call-session.ts'
import { UnreadCount } from './talk/MessagesButton.tsx'
import { SharingNotice } from './SharingNotice.tsx'

/** On every other screen during a call: with whom, how long, and the way back. */
export function CallBar(props: { readonly active: ActiveCall }): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const { call } = props.active
  const elapsed = clockDuration(useNow() + clockOffsetMs - call.startedAtMs)
  const goBack = (): void => {
    location.hash = 'queue'
  }
  const hangUp = (): void => feedback.follow(client.command({ kind: 'hang-up', callId: call.id }))
  return (
    <>
      <div className="call-bar">
        <Mic aria-hidden />
        <strong>{t('call.region', { name: call.visitorName })}</strong>
        <span className="number">{elapsed}</span>
        <UnreadCount />
        <IconButton icon={ChevronDown} label={t('call.back')} onPress={goBack} tone="accent" />
        <IconButton icon={PhoneOff} label={t('call.hangUp')} onPress={hangUp} tone="deny" />
      </div>
      <SharingNotice />
    </>
  )
}
