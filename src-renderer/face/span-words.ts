import { useTranslation } from 'react-i18next'

const secondsUntil = 120

/** A span as people say it: by the second up to two minutes, then by the minute. */
export function useSpanWords(): (durationMs: number) => string {
  const { t } = useTranslation()
  return (durationMs) => {
    const seconds = Math.max(0, Math.round(durationMs / 1000))
    return seconds < secondsUntil
      ? t('span.seconds', { count: seconds })
      : t('span.minutes', { count: Math.floor(seconds / 60) })
  }
}
