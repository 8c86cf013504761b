import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceList } from '../../src-rtc/device-list.ts'
import { useDesk } from '../face/face.ts'
import { DeviceSelect } from '../parts/DeviceSelect.tsx'
import { useDeviceChoice } from './use-device-choice.ts'

/** Camera, microphone and loudspeaker of the calls; what is chosen is used at once, also in a running call. */
export function DeviceSelects(props: { readonly devices: DeviceList }): ReactNode {
  const { t } = useTranslation()
  const { cameraId, microphoneId, speakerId } = useDesk((desk) => desk.settings)
  const choose = useDeviceChoice()
  const { devices } = props
  return (
    <>
      <DeviceSelect
        label={t('settings.devices.camera')}
        devices={devices.cameras}
        value={cameraId}
        onChoose={choose.chooseCamera}
      />
      <DeviceSelect
        label={t('settings.devices.microphone')}
        devices={devices.microphones}
        value={microphoneId}
        onChoose={choose.chooseMicrophone}
      />
      <DeviceSelect
        label={t('settings.devices.speaker')}
        devices={devices.speakers}
        value={speakerId}
        onChoose={choose.chooseSpeaker}
      />
    </>
  )
}
