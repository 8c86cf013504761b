import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createTrackLevel } from '../../src-rtc/track-level.ts'

const updatesPerSecond = 15

/** How loud a microphone is, 0 to 1. */
export function LevelMeter(props: { readonly track: MediaStreamTrack }): ReactNode {
  const { t } = useTranslation()
  const [level, setLevel] = useState(0)
  useEffect(() => {
    const loudness = createTrackLevel(props.track)
    // The square root makes quiet speech visible.
    const timer = setInterval(() => setLevel(Math.sqrt(loudness.read())), 1000 / updatesPerSecond)
    return () => {
      clearInterval(timer)
      loudness.dispose()
    }
  }, [props.track])
  return (
    <label className="level">
      <span>
        {t('settings.devices.level')} <span className="soft">{t('settings.devices.levelDetail')}</span>
      </span>
      <meter min={0} max={1} value={level} />
    </label>
  )
}
