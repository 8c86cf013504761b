import { useEffect, useRef, useState } from 'preact/hooks'
import { createFullScreen, type FullScreen } from '../../src-page/stage/full-screen.ts'
import { followIdle } from '../../src-page/stage/idle.ts'
import { createZoomable, type Zoomable } from '../../src-page/stage/zoomable.ts'
import { createClock } from '../../src-shared/clock.ts'
import { StreamVideo } from '../parts/StreamVideo.tsx'
import { LargeTools } from './LargeTools.tsx'
import './large.css'

/** A phone on its side shows a picture as large as its screen: nobody turns it for anything else. */
const lyingPhone = '(max-height: 480px) and (orientation: landscape)'
const clock = createClock(globalThis)

type Parts = { readonly zoomable: Zoomable; readonly fullScreen: FullScreen }

/** A picture that is looked at closely, with what makes it larger. The rest of the call makes room by its classes. */
export function LargeTile({ stream, label }: { readonly stream: MediaStream; readonly label: string }) {
  const frame = useRef<HTMLDivElement>(null)
  const [parts, setParts] = useState<Parts | null>(null)
  const [isFull, setFull] = useState(false)
  const [isLying, setLying] = useState(() => matchMedia(lyingPhone).matches)
  const [isIdle, setIdle] = useState(false)
  const isWide = isFull || isLying

  useEffect(() => {
    const element = frame.current
    const video = element?.querySelector('video')
    if (!element || !video) return undefined
    // Why the screen could not be filled helps nobody here: the window is filled all the same.
    const fullScreen = createFullScreen(() => undefined)
    const toggle = (): void => (fullScreen.isFull() ? fullScreen.leave() : fullScreen.enter())
    const zoomable = createZoomable({
      frame: element,
      video,
      keyArea: element.closest('main') ?? element,
      onDoubleClick: toggle,
      onEscape() {
        const wasFull = fullScreen.isFull()
        fullScreen.leave()
        return wasFull
      },
    })
    fullScreen.subscribe(() => setFull(fullScreen.isFull()))
    setParts({ zoomable, fullScreen })
    return () => {
      zoomable.dispose()
      fullScreen.dispose()
    }
  }, [])

  useEffect(() => {
    const media = matchMedia(lyingPhone)
    const follow = (): void => setLying(media.matches)
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])

  useEffect(() => {
    if (!isWide) return undefined
    const stop = followIdle({ page: document, clock, tell: setIdle })
    return () => {
      stop()
      setIdle(false)
    }
  }, [isWide])

  return (
    <div class={`tile tile-shared${isWide ? ' large-full' : ''}${isIdle ? ' large-idle' : ''}`}>
      <div ref={frame} class="large-frame">
        <StreamVideo stream={stream} label={label} />
      </div>
      {parts && (
        <LargeTools
          zoomable={parts.zoomable}
          isFull={isFull}
          toggleFull={isFull ? parts.fullScreen.leave : parts.fullScreen.enter}
        />
      )}
    </div>
  )
}
