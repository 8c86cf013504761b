import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { followGestures } from './zoom-gestures.ts'
import { followKeys } from './zoom-keys.ts'
import {
  isWhole,
  maxScale,
  pannedBy,
  resized,
  wholePicture,
  zoomedAbout,
  zoomStep,
  type Zoom,
  type ZoomSpace,
} from './zoom.ts'

/** What the buttons need to know; the same object until it changed. */
export type ZoomState = { readonly isWhole: boolean; readonly isLargest: boolean }

/** A picture that hands, wheel, keys and buttons enlarge and move within its frame. */
export type Zoomable = {
  getState: () => ZoomState
  subscribe: (listener: () => void) => Unsubscribe
  enlarge: () => void
  reduce: () => void
  showWhole: () => void
  dispose: () => void
}

export type ZoomableOptions = {
  /** As large as the picture may become on the page; what is larger is cut off at its edge. */
  readonly frame: HTMLElement
  /** Fills the frame, with its picture whole and in the middle of it. */
  readonly video: HTMLVideoElement
  /** Keys count while the focus is here or nowhere. */
  readonly keyArea: Element
  /** A mouse pressed twice. A finger that taps twice enlarges. */
  readonly onDoubleClick: () => void
  /** Escape where nothing is enlarged; false where there is nothing to leave. */
  readonly onEscape: () => boolean
}

const middle = { x: 0, y: 0 }

export function createZoomable(options: ZoomableOptions): Zoomable {
  const { frame, video } = options
  const changed = createListeners<void>()
  let zoom = wholePicture
  let space = measure()
  let state: ZoomState = { isWhole: true, isLargest: false }

  function measure(): ZoomSpace {
    return {
      frame: { width: frame.clientWidth, height: frame.clientHeight },
      picture: { width: video.videoWidth, height: video.videoHeight },
    }
  }

  /** A single step is eased, so that the eye can follow; what a hand leads follows the hand. */
  function show(next: Zoom, isStep: boolean): void {
    zoom = next
    const isPlain = isWhole(zoom)
    video.classList.toggle('zoom-eased', isStep)
    video.style.transform = isPlain ? '' : `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`
    frame.classList.toggle('zoom-large', !isPlain)
    const now = { isWhole: isPlain, isLargest: zoom.scale >= maxScale(space) }
    if (now.isWhole === state.isWhole && now.isLargest === state.isLargest) return
    state = now
    changed.tell()
  }

  function remeasure(): void {
    const before = space
    space = measure()
    show(resized(zoom, before, space), false)
  }

  const step = (factor: number): void => show(zoomedAbout(zoom, space, { factor, at: middle }), true)
  const showWhole = (): void => show(wholePicture, true)

  const sizes = new ResizeObserver(remeasure)
  sizes.observe(frame)
  // A shared window that is made wider is another picture.
  video.addEventListener('resize', remeasure)
  const undo = [
    followGestures({
      frame,
      onDoubleClick: options.onDoubleClick,
      change: (act, isStep) => show(act(zoom, space), isStep),
      isWhole: () => isWhole(zoom),
    }),
    followKeys(options.keyArea, (act) => {
      switch (act.kind) {
        case 'enlarge':
          step(zoomStep)
          return true
        case 'reduce':
          step(1 / zoomStep)
          return true
        case 'whole':
          showWhole()
          return true
        case 'move':
          // The page scrolls as ever while there is nothing to move.
          if (isWhole(zoom)) return false
          show(pannedBy(zoom, space, act.by), true)
          return true
        case 'escape':
          if (isWhole(zoom)) return options.onEscape()
          showWhole()
          return true
        default:
          return act satisfies never
      }
    }),
  ]

  return {
    getState: () => state,
    subscribe: changed.add,
    enlarge: () => step(zoomStep),
    reduce: () => step(1 / zoomStep),
    showWhole,
    dispose() {
      sizes.disconnect()
      video.removeEventListener('resize', remeasure)
      for (const stop of undo) stop()
      changed.clear()
      video.style.transform = ''
      frame.classList.remove('zoom-large')
    },
  }
}
