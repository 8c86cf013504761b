import { Video, VideoOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isTurnedOff } from '../../../src-rtc/turned-off.ts'
import { useFace, useStore } from '../../face/face.ts'
import { IconButton } from '../../parts/IconButton.tsx'

/** While this desk's camera is off: that it is, and one press that ends it. Quieter than a microphone, since many want it so. */
export function CameraOffBar(): ReactNode {
  const { t } = useTranslation()
  const { media } = useFace()
  const { camera, isCameraOn } = useStore(media)
  return (
    <output className="muted">
      {isTurnedOff(camera, isCameraOn) && (
        <span className="muted-bar muted-quiet">
          <VideoOff aria-hidden />
          <strong>{t('talk.cameraOff')}</strong>
          <IconButton icon={Video} label={t('talk.cameraOn')} tone="plain" onPress={() => media.setCameraOn(true)} />
        </span>
      )}
    </output>
  )
}
