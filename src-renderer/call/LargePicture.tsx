import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createZoomable, type Zoomable } from '../../src-page/stage/zoomable.ts'
import type { StageMode } from './use-stage-mode.ts'
import { StageTools } from './StageTools.tsx'
import { Video } from './Video.tsx'
import '../styles/large.css'

/** A picture that is looked at closely, with what makes it larger. */
export function LargePicture(props: {
  readonly stream: MediaStream
  readonly label: string
  readonly mode: StageMode
}): ReactNode {
  const { mode } = props
  const frame = useRef<HTMLDivElement>(null)
  const [zoomable, setZoomable] = useState<Zoomable | null>(null)
  // The newest ones, for what lives as long as the picture.
  const modeNow = useRef(mode)
  useEffect(() => {
    modeNow.current = mode
  })
  useEffect(() => {
    const element = frame.current
    const video = element?.querySelector('video')
    if (!element || !video) return undefined
    const made = createZoomable({
      frame: element,
      video,
      keyArea: element.closest('main') ?? element,
      onDoubleClick: () => modeNow.current.toggleFull(),
      onEscape: () => {
        const { isFull, leaveFull } = modeNow.current
        leaveFull()
        return isFull
      },
    })
    setZoomable(made)
    return made.dispose
  }, [])
  return (
    <>
      <div ref={frame} className="large-frame">
        <Video stream={props.stream} label={props.label} className="large-video" />
      </div>
      {zoomable && <StageTools zoomable={zoomable} mode={mode} />}
    </>
  )
}
