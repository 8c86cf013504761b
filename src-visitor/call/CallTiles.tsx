import { Building2, CameraOff, MicOff } from 'lucide'
import type { CallLink } from '../../src-rtc/call-link.ts'
import type { CallView } from './call-view.ts'
import { LargeTile } from './LargeTile.tsx'
import { Icon } from '../parts/Icon.tsx'
import { OwnVideo } from '../devices/OwnVideo.tsx'
import { StreamVideo } from '../parts/StreamVideo.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

type CallTilesProps = {
  readonly view: CallView
  readonly company: string
  readonly remote: CallLink['remote'] | null
  readonly preview: MediaStream
}

/** The pictures. A shared screen takes the stage and the faces stay beside it; only their place changes. */
export function CallTiles({ view, company, remote, preview }: CallTilesProps) {
  const translate = useLaterTranslate()
  const hasScreen = remote !== null && (view.remote?.isSharingScreen ?? false)
  const isMuted = view.remote !== null && !view.remote.isMicrophoneOn
  return (
    <div class={`tiles${hasScreen ? ' tiles-screen' : view.part?.isShown ? ' tiles-part' : ''}`}>
      {hasScreen && <LargeTile stream={remote.screen} label={translate('call.shared-screen')} />}
      <div class="tile tile-remote">
        {remote && <StreamVideo stream={remote.camera} label={company} />}
        <RemoteCover view={view} company={company} />
        <p class="tile-name">
          <span>{company}</span>
          {isMuted && (
            <span class="tile-state">
              <Icon node={MicOff} />
              {translate('call.remote-muted')}
            </span>
          )}
        </p>
      </div>
      <div class={view.camera.isOn ? 'tile tile-you' : 'tile tile-you tile-you-off'}>
        <OwnVideo stream={preview} />
        {!view.camera.isOn && (
          <p class="tile-cover">
            <Icon node={CameraOff} />
            <span>{translate('call.camera-off')}</span>
          </p>
        )}
        <p class="tile-name">
          {!view.microphone.isOn && <Icon node={MicOff} />}
          <span>{view.microphone.isOn ? translate('call.you') : translate('call.muted')}</span>
        </p>
      </div>
    </div>
  )
}

/** Stands where there is no picture: still connecting, or a camera that is off. */
function RemoteCover({ view, company }: { readonly view: CallView; readonly company: string }) {
  const translate = useLaterTranslate()
  const isConnecting = view.progress === 'loading' || view.progress === 'connecting'
  const isCameraOff = view.remote !== null && !view.remote.isCameraOn
  if (!isConnecting && !isCameraOff) return null
  return (
    <div class="tile-cover">
      <span class={isConnecting ? 'tile-mark tile-mark-busy' : 'tile-mark'}>
        <Icon node={Building2} />
      </span>
      <strong>{company}</strong>
      {!isConnecting && <span>{translate('call.remote-camera-off')}</span>}
    </div>
  )
}
