import { Camera, Square, Volume2 } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DeviceProblems } from '../call/DeviceProblems.tsx'
import { DeviceSelects } from '../call/DeviceSelects.tsx'
import { useDevices } from '../call/use-devices.ts'
import { Video } from '../call/Video.tsx'
import { useFace, useStore } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { LevelMeter } from './LevelMeter.tsx'
import { Section } from './Section.tsx'
import { useSettings } from './use-settings.ts'

/**
 * Camera, microphone and loudspeaker of the calls, with a preview on request: the camera's light never comes on by itself.
 */
export function DevicesSection(): ReactNode {
  const { t } = useTranslation()
  const { testSpeaker } = useFace()
  const [settings] = useSettings()
  const devices = useDevices()
  const check = useDeviceCheck()
  const hasNames = [...devices.cameras, ...devices.microphones].some((device) => device.label)
  return (
    <Section title={t('settings.devices.title')}>
      {check.isOn && <Preview />}
      <DeviceProblems />
      <DeviceSelects devices={devices} />
      {!hasNames && <p className="soft">{t('settings.devices.namesHidden')}</p>}
      <div className="row">
        {check.isOn ? (
          <IconButton icon={Square} label={t('settings.devices.stopChecking')} onPress={check.stop} />
        ) : (
          <IconButton icon={Camera} label={t('settings.devices.check')} onPress={check.start} />
        )}
        <IconButton
          icon={Volume2}
          label={t('settings.devices.testSpeaker')}
          onPress={() => testSpeaker(settings.speakerId)}
        />
      </div>
    </Section>
  )
}

function Preview(): ReactNode {
  const { t } = useTranslation()
  const { media } = useFace()
  const state = useStore(media)
  const microphone = state.microphone.kind === 'open' ? media.getTrack('microphone') : null
  return (
    <div className="preview">
      <Video stream={media.preview} label={t('you')} className="preview-video face-mirrored" />
      {microphone && <LevelMeter key={microphone.id} track={microphone} />}
    </div>
  )
}

/** Opens the devices for a preview; during a call they are open anyway, and stay open. */
function useDeviceCheck(): { readonly isOn: boolean; start: () => void; stop: () => void } {
  const { media, callSession } = useFace()
  const [settings] = useSettings()
  const [isOn, setOn] = useState(false)
  useEffect(() => {
    if (!isOn) return undefined
    return () => {
      if (!callSession.getState()) media.close()
    }
  }, [isOn, media, callSession])
  return {
    isOn,
    start: () => {
      setOn(true)
      void media.open({ camera: { deviceId: settings.cameraId }, microphone: { deviceId: settings.microphoneId } })
    },
    stop: () => setOn(false),
  }
}
