/** How a picture lies in its frame: pure sums, so that fingers, wheel, keys and buttons obey one set of rules. */

export type Size = { readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }

/**
 * `scale` 1 is the whole picture, as large as it fits. `x` and `y` say how far the picture's middle lies from the
 * frame's, in CSS px.
 */
export type Zoom = { readonly scale: number } & Point

/** The frame in CSS px, and the picture in its own px. */
export type ZoomSpace = { readonly frame: Size; readonly picture: Size }

export const wholePicture: Zoom = { scale: 1, x: 0, y: 0 }

/** One press of a button or key. */
export const zoomStep = 1.5

/** Four times the whole, or each of its pixels three CSS px large: beyond that there is nothing more to see. */
const largestScale = 4
const largestPixel = 3

/** Less than this beside the whole picture is the whole picture: fingers never come back to exactly 1. */
const wholeBelow = 1.02

/** The picture's size in the frame while it is whole. */
export function fittedSize({ frame, picture }: ZoomSpace): Size {
  const ratio = fitRatio({ frame, picture })
  return { width: picture.width * ratio, height: picture.height * ratio }
}

export function maxScale(space: ZoomSpace): number {
  const ratio = fitRatio(space)
  return ratio > 0 ? Math.max(largestScale, largestPixel / ratio) : 1
}

export function isWhole(zoom: Zoom): boolean {
  return zoom.scale <= 1
}

/** Neither smaller than whole nor larger than there is to see, and never an empty strip that the picture could fill. */
export function bounded(zoom: Zoom, space: ZoomSpace): Zoom {
  const scale = zoom.scale < wholeBelow ? 1 : Math.min(zoom.scale, maxScale(space))
  const size = fittedSize(space)
  // What was too large shrinks about the frame's middle.
  const kept = zoom.scale > 0 ? scale / zoom.scale : 1
  return {
    scale,
    x: within(zoom.x * kept, (size.width * scale - space.frame.width) / 2),
    y: within(zoom.y * kept, (size.height * scale - space.frame.height) / 2),
  }
}

/** What lies under `at` (from the frame's middle) stays there, as far as the bounds let it. */
export function zoomedAbout(zoom: Zoom, space: ZoomSpace, by: { readonly factor: number; readonly at: Point }): Zoom {
  const wanted = zoom.scale * by.factor
  const scale = wanted < wholeBelow ? 1 : Math.min(wanted, maxScale(space))
  const factor = scale / zoom.scale
  const { at } = by
  return bounded({ scale, x: at.x - (at.x - zoom.x) * factor, y: at.y - (at.y - zoom.y) * factor }, space)
}

export function pannedBy(zoom: Zoom, space: ZoomSpace, by: Point): Zoom {
  return bounded({ scale: zoom.scale, x: zoom.x + by.x, y: zoom.y + by.y }, space)
}

/** Two fingers went on: their middle takes the picture along, their distance its size. */
export function pinched(
  zoom: Zoom,
  space: ZoomSpace,
  fingers: { readonly before: readonly [Point, Point]; readonly now: readonly [Point, Point] },
): Zoom {
  const from = middle(fingers.before)
  const to = middle(fingers.now)
  const moved = { scale: zoom.scale, x: zoom.x + to.x - from.x, y: zoom.y + to.y - from.y }
  const distance = spread(fingers.before)
  return zoomedAbout(moved, space, { factor: distance > 0 ? spread(fingers.now) / distance : 1, at: to })
}

/** A double tap: to the sharer's own pixels, where they are larger than what is seen now, and back to the whole. */
export function toggledAt(zoom: Zoom, space: ZoomSpace, at: Point): Zoom {
  if (!isWhole(zoom)) return wholePicture
  const actual = 1 / (fitRatio(space) || 1)
  return zoomedAbout(zoom, space, { factor: actual > zoomStep ? actual : 2, at })
}

/** The frame or the picture changed its size: what was in the middle stays there. */
export function resized(zoom: Zoom, before: ZoomSpace, now: ZoomSpace): Zoom {
  const old = fittedSize(before).width
  const ratio = old > 0 ? fittedSize(now).width / old : 1
  return bounded({ scale: zoom.scale, x: zoom.x * ratio, y: zoom.y * ratio }, now)
}

/** How much one turn of the wheel enlarges. A wheel counts lines or px, two fingers on a touch pad come as `ctrlKey`. */
export function wheelFactor(event: {
  readonly deltaY: number
  readonly deltaMode: number
  readonly ctrlKey: boolean
}): number {
  const px = event.deltaY * (event.deltaMode === 0 ? 1 : 16)
  return clamp(Math.exp(-px * (event.ctrlKey ? 0.01 : 0.002)), 0.5, 2)
}

function fitRatio({ frame, picture }: ZoomSpace): number {
  if (picture.width <= 0 || picture.height <= 0) return 0
  return Math.min(frame.width / picture.width, frame.height / picture.height)
}

/** A free way of less than nothing leaves the picture in the middle. */
function within(value: number, free: number): number {
  return free > 0 ? clamp(value, -free, free) : 0
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function middle([one, other]: readonly [Point, Point]): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }
}

function spread([one, other]: readonly [Point, Point]): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
