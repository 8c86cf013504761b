import { ScreenShare, ScreenShareOff } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SharingWindowBridge } from '../../src-shared/bridge.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useSpokenLanguage } from '../texts/use-spoken-language.ts'

type Shown = Awaited<ReturnType<SharingWindowBridge['getLabel']>>

/** Above everything while a screen is shared: what, and how to stop. */
export function SharingPill(props: {
  readonly bridge: Pick<SharingWindowBridge, 'onLabel' | 'stop'>
  readonly first: Shown
}): ReactNode {
  const { t } = useTranslation()
  const { bridge } = props
  const [shown, setShown] = useState(props.first)
  useEffect(() => bridge.onLabel(setShown), [bridge])
  useSpokenLanguage(shown.language)
  return (
    <main className="pill">
      <ScreenShare aria-hidden className="pill-icon" />
      <h1 className="pill-words">
        {shown.label ? t('call.sharing', { label: shown.label }) : t('call.sharingScreen')}
      </h1>
      <IconButton icon={ScreenShareOff} label={t('call.stop')} onPress={bridge.stop} tone="deny" />
    </main>
  )
}
