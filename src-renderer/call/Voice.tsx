import { Volume2 } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { playStream, type Playback } from '../../src-rtc/play-stream.ts'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'

/** The visitor's voice. Mounted outside the screens, so that opening the visit log does not end the sound. */
export function Voice(): ReactNode {
  const { t } = useTranslation()
  const { callSession } = useFace()
  const active = useStore(callSession)
  const speakerId = useDesk((desk) => desk.settings.speakerId)
  const element = useRef<HTMLAudioElement>(null)
  const [playback, setPlayback] = useState<Playback>('playing')
  const voice = active?.link.remote.voice
  useEffect(() => {
    if (!element.current || !voice) return undefined
    const stop = playStream({ element: element.current, stream: voice, sinkId: speakerId, onPlayback: setPlayback })
    return () => {
      stop()
      setPlayback('playing')
    }
  }, [voice, speakerId])
  const isBlocked = voice !== undefined && playback === 'blocked'
  // `playStream` retries on the next press anywhere; this button is for people who look for one.
  const hear = (): void => {
    element.current?.play().then(
      () => setPlayback('playing'),
      () => setPlayback('blocked'),
    )
  }
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- A live voice has no captions. */}
      <audio ref={element} className="voice" />
      {isBlocked && (
        <div className="tap-to-hear">
          <IconButton icon={Volume2} label={t('call.tapToHear')} onPress={hear} tone="accent" size="large" />
        </div>
      )}
    </>
  )
}
