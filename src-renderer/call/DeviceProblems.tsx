import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { Banner } from '../parts/Banner.tsx'

/** Why the visitor cannot see or hear this desk, and how the two can talk all the same. */
export function DeviceProblems(props: {
  /** Left out where there is no call. */
  readonly isVisitorMuted?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const { media } = useFace()
  const state = useStore(media)
  const settings = useDesk((desk) => desk.settings)
  const devices = [
    { kind: 'camera' as const, state: state.camera },
    { kind: 'microphone' as const, state: state.microphone },
  ]
  const { isVisitorMuted } = props
  const details = {
    microphone: isVisitorMuted ? 'talk.noVoiceAtAll' : 'talk.noVoice',
    // Without a microphone here, that is what has to be said, and it is said beside it.
    camera: state.microphone.kind === 'unavailable' ? null : 'call.problem.goesOn',
  } as const
  return devices.map(({ kind, state: device }) => {
    if (device.kind !== 'unavailable') return null
    const retry = (): void => {
      void media.open({
        camera: kind === 'camera' ? { deviceId: settings.cameraId } : null,
        microphone: kind === 'microphone' ? { deviceId: settings.microphoneId } : null,
      })
    }
    const detail = isVisitorMuted === undefined ? null : details[kind]
    return (
      <Banner
        key={kind}
        tone="warning"
        title={t(`call.problem.${kind}.${device.problem}`)}
        detail={detail === null ? undefined : t(detail)}
        action={{ icon: RefreshCw, label: t('call.problem.retry'), onPress: retry }}
      />
    )
  })
}
