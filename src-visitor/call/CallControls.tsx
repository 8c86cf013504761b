import { Mic, MicOff, MonitorUp, MonitorX, PhoneOff, Settings2, SwitchCamera, Video, VideoOff, X } from 'lucide'
import type { IconNode } from 'lucide'
import { useState } from 'preact/hooks'
import type { CallView } from './call-view.ts'
import { Button } from '../parts/Button.tsx'
import { DeviceMenuList } from '../devices/DeviceMenuList.tsx'
import { MessagesControl } from './talk/MessagesControl.tsx'
import type { Messages } from './talk/use-messages.ts'
import { Icon } from '../parts/Icon.tsx'
import { Toggle } from '../parts/Toggle.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

/** What the visitor can do in the call. */
export function CallControls({ view, messages }: { readonly view: CallView; readonly messages: Messages }) {
  const translate = useLaterTranslate()
  const [isChoosing, setChoosing] = useState(false)
  const hasMenus = view.menus.camera !== null || view.menus.microphone !== null || view.menus.speaker !== null
  return (
    <div class="controls">
      {hasMenus && isChoosing && (
        <div class="controls-devices" id="call-devices">
          <DeviceMenuList menus={view.menus} />
          <Button look="plain" icon={X} press={() => setChoosing(false)}>
            {translate('call.more.close')}
          </Button>
        </div>
      )}
      <fieldset class="controls-row">
        <legend class="visually-hidden">{translate('call.controls')}</legend>
        <Toggle control={view.microphone} on={Mic} off={MicOff}>
          {translate('call.microphone')}
        </Toggle>
        <Toggle control={view.camera} on={Video} off={VideoOff}>
          {translate('call.camera')}
        </Toggle>
        {view.flipCamera && <Control icon={SwitchCamera} press={view.flipCamera} label={translate('call.flip')} />}
        {view.shareScreen && <Control icon={MonitorUp} press={view.shareScreen} label={translate('call.share')} />}
        {view.stopSharing && (
          <Control icon={MonitorX} press={view.stopSharing} label={translate('call.stop-sharing')} look="care" />
        )}
        <MessagesControl messages={messages} />
        {hasMenus && (
          <button
            type="button"
            class="control"
            aria-expanded={isChoosing}
            aria-controls="call-devices"
            onClick={() => setChoosing(!isChoosing)}
          >
            <Icon node={Settings2} />
            <span>{translate('call.more')}</span>
          </button>
        )}
        <Control icon={PhoneOff} press={view.leave} label={translate('call.leave')} look="leave" />
      </fieldset>
    </div>
  )
}

type ControlProps = {
  readonly icon: IconNode
  readonly label: string
  readonly press: () => void
  readonly look?: 'care' | 'leave'
}

function Control({ icon, label, press, look }: ControlProps) {
  return (
    <button type="button" class={look ? `control control-${look}` : 'control'} onClick={press}>
      <Icon node={icon} />
      <span>{label}</span>
    </button>
  )
}
