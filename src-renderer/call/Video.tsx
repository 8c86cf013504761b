import { useEffect, useRef, type ReactNode } from 'react'
import { playStream } from '../../src-rtc/play-stream.ts'

/** A picture without sound; the voice has its own element, which outlives the view. */
export function Video(props: {
  readonly stream: MediaStream
  readonly label: string
  readonly className: string
}): ReactNode {
  const element = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (!element.current) return undefined
    // A muted video is never blocked, so there is nothing to report.
    return playStream({ element: element.current, stream: props.stream, sinkId: '', onPlayback: () => undefined })
  }, [props.stream])
  return <video ref={element} className={props.className} aria-label={props.label} muted playsInline autoPlay />
}
