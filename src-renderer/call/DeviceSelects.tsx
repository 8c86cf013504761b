import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceList } from '../../src-rtc/device-list.ts'
import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import { useDesk, useFace } from '../face/face.ts'
import { DeviceSelect } from '../parts/DeviceSelect.tsx'

/** Camera, microphone and loudspeaker of the calls; what is chosen is used at once, also in a running call. */
export function DeviceSelects(props: { readonly devices: DeviceList }): ReactNode {
  const { t } = useTranslation()
  const { cameraId, microphoneId, speakerId } = useDesk((desk) => desk.settings)
  const choose = useDeviceChoice()
  const { devices } = props
  return (
    <>
      <DeviceSelect
        label={t('call.deviceChoice.camera')}
        devices={devices.cameras}
        value={cameraId}
        onChoose={choose.chooseCamera}
      />
      <DeviceSelect
        label={t('call.deviceChoice.microphone')}
        devices={devices.microphones}
        value={microphoneId}
        onChoose={choose.chooseMicrophone}
      />
      <DeviceSelect
        label={t('call.deviceChoice.speaker')}
        devices={devices.speakers}
        value={speakerId}
        onChoose={choose.chooseSpeaker}
      />
    </>
  )
}

/** Remembers a choice of device and, where the device is in use, changes it at once. */
function useDeviceChoice(): {
  readonly chooseCamera: (deviceId: string) => void
  readonly chooseMicrophone: (deviceId: string) => void
  readonly chooseSpeaker: (deviceId: string) => void
} {
  const { client, media, feedback } = useFace()
  const remember = (settings: Partial<DeskSettings>): void =>
    feedback.follow(client.command({ kind: 'change-settings', settings }))
  const tell = (outcome: 'switched' | 'kept' | 'lost'): void => {
    if (outcome !== 'switched') feedback.say({ kind: outcome === 'kept' ? 'device-kept' : 'device-lost' })
  }
  return {
    chooseCamera: (cameraId) => {
      remember({ cameraId })
      if (media.getState().camera.kind !== 'closed') void media.switchCamera(cameraId).then(tell)
    },
    chooseMicrophone: (microphoneId) => {
      remember({ microphoneId })
      if (media.getState().microphone.kind !== 'closed') void media.switchMicrophone(microphoneId).then(tell)
    },
    chooseSpeaker: (speakerId) => remember({ speakerId }),
  }
}
