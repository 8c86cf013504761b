import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { Banner } from '../parts/Banner.tsx'

/** Why the visitor cannot see or hear this desk. The call goes on all the same. */
export function DeviceProblems(): ReactNode {
  const { t } = useTranslation()
  const { media } = useFace()
  const state = useStore(media)
  const settings = useDesk((desk) => desk.settings)
  const devices = [
    { kind: 'camera' as const, state: state.camera },
    { kind: 'microphone' as const, state: state.microphone },
  ]
  return devices.map(({ kind, state: device }) => {
    if (device.kind !== 'unavailable') return null
    const retry = (): void => {
      void media.open({
        camera: kind === 'camera' ? { deviceId: settings.cameraId } : null,
        microphone: kind === 'microphone' ? { deviceId: settings.microphoneId } : null,
      })
    }
    return (
      <Banner
        key={kind}
        tone="warning"
        title={t(`call.problem.${kind}.${device.problem}`)}
        detail={t('call.problem.goesOn')}
        action={{ icon: RefreshCw, label: t('call.problem.retry'), onPress: retry }}
      />
    )
  })
}
