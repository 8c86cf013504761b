import { Mic, MicOff, PhoneOff, ScreenShare, ScreenShareOff, SlidersHorizontal, Video, VideoOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallId } from '../../src-shared/ids.ts'
import type { LocalMedia } from '../../src-rtc/local-media.ts'
import type { DeviceState } from '../../src-rtc/capture-device.ts'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { MessagesButton } from './talk/MessagesButton.tsx'
import { IconButton } from '../parts/IconButton.tsx'

/** What one does during a call. */
export function CallControls(props: {
  readonly callId: CallId
  readonly areDevicesShown: boolean
  readonly toggleDevices: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, media, feedback } = useFace()
  const state = useStore(media)
  const settings = useDesk((desk) => desk.settings)
  const isMicrophoneOn = state.isMicrophoneOn && isUsable(state.microphone)
  const isCameraOn = state.isCameraOn && isUsable(state.camera)
  const toggleMicrophone = (): void => {
    if (!isUsable(state.microphone)) {
      void media.open({ camera: null, microphone: { deviceId: settings.microphoneId } })
      media.setMicrophoneOn(true)
    } else media.setMicrophoneOn(!isMicrophoneOn)
  }
  const toggleCamera = (): void => {
    if (!isUsable(state.camera)) {
      void media.open({ camera: { deviceId: settings.cameraId }, microphone: null })
      media.setCameraOn(true)
    } else media.setCameraOn(!isCameraOn)
  }
  const share = (): void => {
    void shareScreen(media).then((isFailed) => {
      if (isFailed) feedback.say({ kind: 'share-failed' })
    })
  }
  const hangUp = (): void => feedback.follow(client.command({ kind: 'hang-up', callId: props.callId }))
  return (
    <div className="call-controls">
      <IconButton
        icon={isMicrophoneOn ? Mic : MicOff}
        label={t('call.microphone')}
        size="large"
        tone="stage"
        isPressed={isMicrophoneOn}
        onPress={toggleMicrophone}
      />
      <IconButton
        icon={isCameraOn ? Video : VideoOff}
        label={t('call.camera')}
        size="large"
        tone="stage"
        isPressed={isCameraOn}
        onPress={toggleCamera}
      />
      {state.screen.kind === 'sharing' ? (
        <IconButton
          icon={ScreenShareOff}
          label={t('call.stopSharing')}
          size="large"
          tone="hold"
          onPress={media.stopSharing}
        />
      ) : (
        state.canShareScreen && (
          <IconButton
            icon={ScreenShare}
            label={t('call.shareScreen')}
            size="large"
            tone="stage"
            onPress={state.screen.kind === 'off' ? share : undefined}
          />
        )
      )}
      <MessagesButton />
      <IconButton
        icon={SlidersHorizontal}
        label={t('call.devices')}
        size="large"
        tone="stage"
        isExpanded={props.areDevicesShown}
        onPress={props.toggleDevices}
      />
      <IconButton icon={PhoneOff} label={t('call.hangUp')} size="large" tone="deny" onPress={hangUp} />
    </div>
  )
}

function isUsable(device: DeviceState): boolean {
  return device.kind === 'open' || device.kind === 'opening'
}

async function shareScreen(media: LocalMedia): Promise<boolean> {
  const outcome = await media.shareScreen()
  return outcome.kind === 'failed'
}
