import { X } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'

/** Long enough to be read by somebody who looks up from the keyboard. */
const shownForMs = 20_000

/** Says once how the last call ended, for a while. Stays mounted, so that it is not said again. */
export function CallEndNote(): ReactNode {
  const { t } = useTranslation()
  const lastCallEnd = useDesk((desk) => desk.lastCallEnd)
  const [dismissed, setDismissed] = useState<string | null>(null)
  const ended = lastCallEnd?.callId === dismissed ? null : lastCallEnd
  const endedId = ended?.callId
  useEffect(() => {
    if (endedId === undefined) return undefined
    const timer = setTimeout(() => setDismissed(endedId), shownForMs)
    return () => clearTimeout(timer)
  }, [endedId])
  if (!ended) return null
  return (
    <output className="call-end">
      <span>{t(`call.ended.${ended.reason}`, { name: ended.visitorName })}</span>
      <IconButton icon={X} label={t('close')} onPress={() => setDismissed(ended.callId)} isIconOnly />
    </output>
  )
}
