import { Camera, CameraOff, Mic, MicOff, RotateCw, Video } from 'lucide'
import type { DevicesView } from './devices-view.ts'
import { Button } from '../parts/Button.tsx'
import { DeviceMenuList } from './DeviceMenuList.tsx'
import { DeviceTroubles } from './DeviceTroubles.tsx'
import { Icon } from '../parts/Icon.tsx'
import { OwnVideo } from './OwnVideo.tsx'
import { useTranslate } from '../page/page-context.ts'
import { Status } from '../parts/Status.tsx'
import { Toggle } from '../parts/Toggle.tsx'

type DevicesProps = { readonly view: DevicesView; readonly preview: MediaStream }

/** Camera and microphone before the call: why they are asked for, how they look, and what to do where they fail. */
export function Devices({ view, preview }: DevicesProps) {
  const translate = useTranslate()
  return (
    <section class="devices" aria-label={translate('devices.title')}>
      {view.allow && <DevicesRequest allow={view.allow} />}
      <Status class="devices-status">
        {view.isOpening && <p class="devices-opening">{translate('devices.opening')}</p>}
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
    </section>
  )
}

function DevicesRequest({ allow }: { readonly allow: () => void }) {
  const translate = useTranslate()
  return (
    <div class="devices-request">
      <p>{translate('devices.why')}</p>
      <Button look="plain" icon={Camera} press={allow}>
        {translate('devices.allow')}
      </Button>
      <p class="hint">{translate('devices.optional')}</p>
    </div>
  )
}
