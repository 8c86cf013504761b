import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const updatesPerSecond = 15

/** How loud a microphone is, 0 to 1. */
export function LevelMeter(props: { readonly track: MediaStreamTrack }): ReactNode {
  const { t } = useTranslation()
  const [level, setLevel] = useState(0)
  useEffect(() => {
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    const samples = new Uint8Array(analyser.fftSize)
    context.createMediaStreamSource(new MediaStream([props.track])).connect(analyser)
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples)
      setLevel(peakOf(samples))
    }, 1000 / updatesPerSecond)
    return () => {
      clearInterval(timer)
      void context.close()
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

/** Bytes are centred on 128. The square root makes quiet speech visible. */
function peakOf(samples: Uint8Array): number {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0)
  return Math.sqrt(peak / 128)
}
