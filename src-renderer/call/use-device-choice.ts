import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import { useFace } from '../face/face.ts'

export type DeviceChoiceActions = {
  readonly chooseCamera: (deviceId: string) => void
  readonly chooseMicrophone: (deviceId: string) => void
  readonly chooseSpeaker: (deviceId: string) => void
}

/** Remembers a choice of device and, where the device is in use, changes it at once. */
export function useDeviceChoice(): DeviceChoiceActions {
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
