import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallLinkState } from '../../src-rtc/call-link.ts'
import { clockDuration } from '../face/duration.ts'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { useNow } from '../face/now.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import { WaitingVisitors } from '../queue/WaitingVisitors.tsx'
import type { ActiveCall } from './call-session.ts'
import { CallControls } from './CallControls.tsx'
import { DeviceSelects } from './DeviceSelects.tsx'
import { DeviceProblems } from './DeviceProblems.tsx'
import { SharingNotice } from './SharingNotice.tsx'
import { largePictureOf } from './large-picture.ts'
import { MessagePanel } from './talk/MessagePanel.tsx'
import { MessagePeek } from './talk/MessagePeek.tsx'
import { CameraOffBar } from './talk/CameraOffBar.tsx'
import { MutedBar } from './talk/MutedBar.tsx'
import { useMessages } from './talk/messages.tsx'
import { useDevices } from './use-devices.ts'
import { useStageMode } from './use-stage-mode.ts'
import { Stage } from './Stage.tsx'

/** The conversation: pictures, a shared screen, the controls and, quietly beside them, who else waits. */
export function CallView(props: { readonly active: ActiveCall }): ReactNode {
  const { t } = useTranslation()
  const { media } = useFace()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const hasOthers = useDesk((desk) => desk.knocks.length > 0)
  const { call, link } = props.active
  const linkState = useStore(link)
  const mediaState = useStore(media)
  const { isOpen } = useMessages()
  const [hasDevices, setDevices] = useState(false)
  const name = useVisitorName()(call.visitorName)
  const elapsed = clockDuration(useNow() + clockOffsetMs - call.startedAtMs)
  const hint = linkHint(linkState, call.visitorLink === 'lost')
  const large = largePictureOf(linkState.remote)
  const mode = useStageMode(large !== null)
  return (
    <div className={`call-screen${hasOthers ? ' call-with-others' : ''}${mode.className}`}>
      <section className="call" aria-label={t('call.region', { name: call.visitorName })}>
        <header className="call-head">
          <h1 className="call-name">{name}</h1>
          <span className="call-duration" title={t('call.duration', { time: elapsed })}>
            {elapsed}
          </span>
          <output className="call-hint">{hint && t(`call.${hint}`)}</output>
        </header>
        <div className="call-middle">
          <div className="call-parts">
            <SharingNotice />
            <Stage link={link} linkState={linkState} mediaState={mediaState} name={name} large={large} mode={mode} />
            {isOpen && <MessagePanel callId={call.id} name={name} />}
            <div className="call-under">
              <MessagePeek name={name} />
              <MutedBar />
              <CameraOffBar />
              <DeviceProblems isVisitorMuted={linkState.remote?.isMicrophoneOn === false} />
            </div>
            {hasDevices && <DevicePanel />}
          </div>
        </div>
        <CallControls callId={call.id} areDevicesShown={hasDevices} toggleDevices={() => setDevices((was) => !was)} />
      </section>
      {hasOthers && (
        <aside className="call-others" aria-label={t('call.others')}>
          <h2 className="call-others-title">{t('call.others')}</h2>
          <WaitingVisitors isQuiet />
        </aside>
      )}
    </div>
  )
}

function linkHint(
  state: CallLinkState,
  isVisitorLost: boolean,
): 'visitorLost' | 'connecting' | 'reconnecting' | 'remoteMuted' | null {
  if (isVisitorLost && state.link.kind !== 'connected') return 'visitorLost'
  if (state.link.kind !== 'connected') return state.link.kind
  return state.remote?.isMicrophoneOn === false ? 'remoteMuted' : null
}

/** Which camera, microphone and loudspeaker the call uses; changed at once. */
function DevicePanel(): ReactNode {
  const { t } = useTranslation()
  const devices = useDevices()
  return (
    <fieldset className="device-panel" aria-label={t('call.devices')}>
      <DeviceSelects devices={devices} />
    </fieldset>
  )
}
