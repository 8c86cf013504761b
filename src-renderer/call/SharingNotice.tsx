import { ScreenShare, ScreenShareOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFace, useStore } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { shareLabel } from './share-sources.ts'

/** Visible throughout a share: what is being shared, and how to stop. */
export function SharingNotice(): ReactNode {
  const { t } = useTranslation()
  const { media, surroundings } = useFace()
  const { screen } = useStore(media)
  if (screen.kind !== 'sharing') return null
  const label = shareLabel(screen.label, surroundings.kind === 'app' ? surroundings.shareSources.chosenName() : null)
  return (
    <output className="sharing-notice">
      <ScreenShare aria-hidden />
      <span>{label ? t('call.sharing', { label }) : t('call.sharingScreen')}</span>
      <IconButton icon={ScreenShareOff} label={t('call.stop')} onPress={media.stopSharing} tone="deny" />
    </output>
  )
}
