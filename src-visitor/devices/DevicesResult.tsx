import { CameraOff, Mic, MicOff, RotateCw, Video } from 'lucide'
import type { DevicesView } from './devices-view.ts'
import { Button } from '../parts/Button.tsx'
import { DeviceMenuList } from './DeviceMenuList.tsx'
import { DeviceTroubles } from './DeviceTroubles.tsx'
import { Icon } from '../parts/Icon.tsx'
import { OwnVideo } from './OwnVideo.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'
import { Status } from '../parts/Status.tsx'
import { Toggle } from '../parts/Toggle.tsx'

type DevicesResultProps = { readonly view: DevicesView; readonly preview: MediaStream }

/** What became of camera and microphone: how they look, and what to do where they fail. */
export function DevicesResult({ view, preview }: DevicesResultProps) {
  const translate = useLaterTranslate()
  return (
    <>
      <Status class="devices-status">
        <DeviceTroubles troubles={view.troubles} isBeforeKnock />
      </Status>
      {view.retry && (
        <Button look="plain" icon={RotateCw} press={view.retry}>
          {translate('devices.retry')}
        </Button>
      )}
      {view.camera && (
        <div class="preview">
          <OwnVideo stream={preview} />
          {!view.hasPicture && (
            <p class="preview-off">
              <Icon node={CameraOff} />
              {translate('devices.picture-off')}
            </p>
          )}
        </div>
      )}
      {(view.camera || view.microphone) && (
        <div class="preview-switches">
          {view.microphone && (
            <Toggle control={view.microphone} on={Mic} off={MicOff}>
              {translate('call.microphone')}
            </Toggle>
          )}
          {view.camera && (
            <Toggle control={view.camera} on={Video} off={CameraOff}>
              {translate('call.camera')}
            </Toggle>
          )}
        </div>
      )}
      <DeviceMenuList menus={view.menus} />
    </>
  )
}
