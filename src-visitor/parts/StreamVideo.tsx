import { useEffect, useRef } from 'preact/hooks'
import { playStream } from '../../src-rtc/play-stream.ts'

type StreamVideoProps = {
  readonly stream: MediaStream
  /** The accessible name: whose picture this is. */
  readonly label: string
  readonly isMirrored?: boolean
}

/** A picture without sound; the voice has its own element. */
export function StreamVideo({ stream, label, isMirrored = false }: StreamVideoProps) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element) return undefined
    // A muted picture is always allowed to play; what is blocked is only ever the voice.
    return playStream({ element, stream, sinkId: '', onPlayback: () => undefined })
  }, [stream])
  return <video ref={video} class={isMirrored ? 'is-mirrored' : ''} aria-label={label} muted playsInline />
}
