import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk/face.ts'
import { DeviceSelect } from '../parts/DeviceSelect.tsx'
import { useDeviceChoice } from './use-device-choice.ts'
import { useDevices } from './use-devices.ts'

/** Which camera, microphone and loudspeaker the call uses; changed at once. */
export function DevicePanel(): ReactNode {
  const { t } = useTranslation()
  const settings = useDesk((desk) => desk.settings)
  const devices = useDevices()
  const choose = useDeviceChoice()
  return (
    <fieldset className="device-panel" aria-label={t('call.devices')}>
      <DeviceSelect
        label={t('settings.devices.camera')}
        devices={devices.cameras}
        value={settings.cameraId}
        onChoose={choose.chooseCamera}
      />
      <DeviceSelect
        label={t('settings.devices.microphone')}
        devices={devices.microphones}
        value={settings.microphoneId}
        onChoose={choose.chooseMicrophone}
      />
      <DeviceSelect
        label={t('settings.devices.speaker')}
        devices={devices.speakers}
        value={settings.speakerId}
        onChoose={choose.chooseSpeaker}
      />
    </fieldset>
  )
}
