import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import {
  pannedBy,
  pinched,
  toggledAt,
  wheelFactor,
  zoomedAbout,
  type Point,
  type Zoom,
  type ZoomSpace,
} from './zoom.ts'

type Change = (act: (zoom: Zoom, space: ZoomSpace) => Zoom, isStep: boolean) => void

/** Two taps are one double tap if they come within this time and this near to each other. */
const doubleTapMs = 320
const doubleTapPx = 28
/** A finger that went further than this has not tapped. */
const tapPx = 10

/** Fingers, mouse and wheel in the frame of a picture. */
export function followGestures(options: {
  readonly frame: HTMLElement
  readonly change: Change
  readonly isWhole: () => boolean
  readonly onDoubleClick: () => void
}): Unsubscribe {
  const { frame, change } = options
  const ending = new AbortController()
  const { signal } = ending
  /** Where each finger is, and the mouse while its button is down. */
  const held = new Map<number, Point>()
  let tap: { readonly at: Point; readonly ms: number } | null = null
  let pressedAt: Point | null = null
  let isFinger = false

  function placeOf(event: MouseEvent): Point {
    const box = frame.getBoundingClientRect()
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 }
  }

  function press(event: PointerEvent): void {
    if (event.button !== 0 || held.size >= 2) return
    const at = placeOf(event)
    held.set(event.pointerId, at)
    isFinger = event.pointerType !== 'mouse'
    // A second finger makes it a pinch.
    pressedAt = held.size === 1 ? at : null
    // It goes on when the hand leaves the frame.
    frame.setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent): void {
    const before = held.get(event.pointerId)
    if (!before) return
    const now = placeOf(event)
    held.set(event.pointerId, now)
    if (pressedAt && distance(pressedAt, now) > tapPx) pressedAt = null
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1]
    change(
      (zoom, space) =>
        other
          ? pinched(zoom, space, { before: [before, other], now: [now, other] })
          : pannedBy(zoom, space, { x: now.x - before.x, y: now.y - before.y }),
      false,
    )
  }

  function release(event: PointerEvent): void {
    if (!held.delete(event.pointerId) || event.type === 'pointercancel' || !isFinger || !pressedAt) return
    const at = pressedAt
    pressedAt = null
    const isSecond = tap && event.timeStamp - tap.ms < doubleTapMs && distance(tap.at, at) < doubleTapPx
    tap = isSecond ? null : { at, ms: event.timeStamp }
    if (isSecond) change((zoom, space) => toggledAt(zoom, space, at), true)
  }

  function turnWheel(event: WheelEvent): void {
    const factor = wheelFactor(event)
    // A whole picture cannot be made smaller, so the page may scroll; but a pinch must not enlarge the page itself.
    if (!event.ctrlKey && factor < 1 && options.isWhole()) return
    event.preventDefault()
    change((zoom, space) => zoomedAbout(zoom, space, { factor, at: placeOf(event) }), false)
  }

  frame.addEventListener('pointerdown', press, { signal })
  frame.addEventListener('pointermove', move, { signal })
  frame.addEventListener('pointerup', release, { signal })
  frame.addEventListener('pointercancel', release, { signal })
  frame.addEventListener('wheel', turnWheel, { signal, passive: false })
  // Two taps of a finger make this event too.
  frame.addEventListener('dblclick', () => !isFinger && options.onDoubleClick(), { signal })
  return () => ending.abort()
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
