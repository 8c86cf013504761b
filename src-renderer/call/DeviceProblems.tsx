import { CircleQuestionMark, RefreshCw } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProblem as Problem } from '../../src-rtc/device-problem.ts'
import { permissionWords } from '../../src-shared/texts/program-texts.ts'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { Banner } from '../parts/Banner.tsx'
import { PermissionDialog } from './PermissionDialog.tsx'
import { permissionPlace } from './permission-place.ts'

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
    const detail = isVisitorMuted === undefined ? null : details[kind]
    return (
      <DeviceProblem
        key={kind}
        device={kind}
        problem={device.problem}
        detail={detail === null ? undefined : t(detail)}
        retry={() => {
          void media.open({
            camera: kind === 'camera' ? { deviceId: settings.cameraId } : null,
            microphone: kind === 'microphone' ? { deviceId: settings.microphoneId } : null,
          })
        }}
      />
    )
  })
}

/** One device that does not work. A refused one has to be allowed before another attempt can do better. */
function DeviceProblem(props: {
  readonly device: 'camera' | 'microphone'
  readonly problem: Problem
  readonly detail: string | undefined
  readonly retry: () => void
}): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const { surroundings } = useFace()
  const [isExplained, setExplained] = useState(false)
  const { device, problem, detail, retry } = props
  const place = problem === 'refused' ? permissionPlace(surroundings.kind, navigator) : null
  return (
    <>
      <Banner
        tone="warning"
        title={t(`call.problem.${device}.${problem}`)}
        detail={detail}
        action={
          place === null
            ? { icon: RefreshCw, label: t('call.problem.retry'), onPress: retry }
            : { icon: CircleQuestionMark, label: permissionWords[language].how, onPress: () => setExplained(true) }
        }
      />
      {place !== null && isExplained && (
        <PermissionDialog device={device} place={place} close={() => setExplained(false)} retry={retry} />
      )}
    </>
  )
}
