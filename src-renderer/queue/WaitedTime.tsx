import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clockDuration, isoDuration } from '../face/duration.ts'

/** How long somebody has waited, in large type. Not a live region: a screen reader would never stop talking. */
export function WaitedTime(props: { readonly waitedMs: number }): ReactNode {
  const { t } = useTranslation()
  const time = clockDuration(props.waitedMs)
  return (
    <time className="waited" dateTime={isoDuration(props.waitedMs)}>
      <span className="visually-hidden">{t('queue.waited', { time })}</span>
      <span aria-hidden>{time}</span>
    </time>
  )
}
