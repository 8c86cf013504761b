import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bounded,
  fittedSize,
  isWhole,
  maxScale,
  pannedBy,
  pinched,
  resized,
  toggledAt,
  wheelFactor,
  wholePicture,
  zoomedAbout,
  zoomStep,
  type Point,
  type Zoom,
  type ZoomSpace,
} from '../../src-page/stage/zoom.ts'

const hd: ZoomSpace = { frame: { width: 960, height: 600 }, picture: { width: 1920, height: 1080 } }

const anySpace = fc.record({
  frame: fc.record({ width: fc.integer({ min: 50, max: 3_000 }), height: fc.integer({ min: 50, max: 3_000 }) }),
  picture: fc.record({ width: fc.integer({ min: 16, max: 8_000 }), height: fc.integer({ min: 16, max: 8_000 }) }),
})
const anyPoint = fc.record({ x: fc.integer({ min: -1_500, max: 1_500 }), y: fc.integer({ min: -1_500, max: 1_500 }) })
const anyZoom = fc.record({
  scale: fc.double({ min: 0.01, max: 500, noNaN: true }),
  x: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
  y: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
})

/** Which place of the picture lies under `at`, in px of the whole picture from its middle. */
const placeUnder = (zoom: Zoom, at: Point): Point => ({
  x: (at.x - zoom.x) / zoom.scale,
  y: (at.y - zoom.y) / zoom.scale,
})

function expectInBounds(zoom: Zoom, space: ZoomSpace): void {
  expect(zoom.scale).toBeGreaterThanOrEqual(1)
  expect(zoom.scale).toBeLessThanOrEqual(maxScale(space))
  const size = fittedSize(space)
  for (const [offset, length, frame] of [
    [zoom.x, size.width * zoom.scale, space.frame.width],
    [zoom.y, size.height * zoom.scale, space.frame.height],
  ] as const) {
    expect(Math.abs(offset)).toBeLessThanOrEqual(Math.max(0, (length - frame) / 2) + 1e-6)
  }
}

describe('what is enlarged', () => {
  test('is whole at first, as large as it fits', () => {
    expect(fittedSize(hd)).toEqual({ width: 960, height: 540 })
    expect(isWhole(wholePicture)).toBe(true)
  })

  test('stays under the pointer', () => {
    const at = { x: 300, y: -120 }
    const zoom = zoomedAbout({ scale: 2, x: 40, y: 10 }, hd, { factor: 1.25, at })
    expect(zoom.scale).toBe(2.5)
    const [before, after] = [placeUnder({ scale: 2, x: 40, y: 10 }, at), placeUnder(zoom, at)]
    expect(after.x).toBeCloseTo(before.x, 9)
    expect(after.y).toBeCloseTo(before.y, 9)
  })

  test('stays under both fingers', () => {
    const before: [Point, Point] = [
      { x: -50, y: 0 },
      { x: 50, y: 0 },
    ]
    const now: [Point, Point] = [
      { x: -60, y: 20 },
      { x: 120, y: 20 },
    ]
    const start = { scale: 3, x: 0, y: 0 }
    const zoom = pinched(start, hd, { before, now })
    expect(zoom.scale).toBeCloseTo(5.4, 9)
    for (const finger of [0, 1] as const) {
      expect(placeUnder(zoom, now[finger]).x).toBeCloseTo(placeUnder(start, before[finger]).x, 9)
    }
  })

  test('goes no further than three px for each of its own', () => {
    expect(maxScale(hd)).toBe(6)
    expect(zoomedAbout(wholePicture, hd, { factor: 100, at: { x: 0, y: 0 } }).scale).toBe(6)
    expect(maxScale({ ...hd, picture: { width: 320, height: 200 } })).toBe(4)
  })

  test('and made small again is whole, in the middle', () => {
    const zoom = zoomedAbout({ scale: 3, x: 480, y: -200 }, hd, { factor: 0.1, at: { x: 400, y: 0 } })
    expect(zoom).toEqual(wholePicture)
    expect(zoomedAbout({ scale: 1.5, x: 0, y: 0 }, hd, { factor: 1 / zoomStep, at: { x: 0, y: 0 } })).toEqual(
      wholePicture,
    )
  })

  test('is moved until its edge, not further', () => {
    expect(pannedBy({ scale: 2, x: 0, y: 0 }, hd, { x: 9_999, y: -9_999 })).toEqual({ scale: 2, x: 480, y: -240 })
    expect(pannedBy(wholePicture, hd, { x: 50, y: 50 })).toEqual(wholePicture)
  })

  test('goes by a double tap to the pixels of the sharer, and back to the whole', () => {
    const zoom = toggledAt(wholePicture, hd, { x: 0, y: 0 })
    expect(zoom.scale).toBe(2)
    expect(toggledAt(zoom, hd, { x: 10, y: 10 })).toEqual(wholePicture)
    const phone = { frame: { width: 390, height: 500 }, picture: { width: 1920, height: 1080 } }
    expect(fittedSize(phone).width * toggledAt(wholePicture, phone, { x: 0, y: 0 }).scale).toBeCloseTo(1920, 6)
    // One that is shown in its own pixels already is worth twice as many.
    expect(toggledAt(wholePicture, { ...hd, picture: hd.frame }, { x: 0, y: 0 }).scale).toBe(2)
  })

  test('keeps its middle when the frame turns or grows', () => {
    const full = { frame: { width: 1920, height: 1080 }, picture: hd.picture }
    expect(resized({ scale: 2, x: 100, y: 40 }, hd, full)).toEqual({ scale: 2, x: 200, y: 80 })
  })

  test('has no size before the first picture, and is whole then', () => {
    const none = { frame: hd.frame, picture: { width: 0, height: 0 } }
    expect(bounded({ scale: 3, x: 5, y: 5 }, none)).toEqual(wholePicture)
    expect(resized({ scale: 1, x: 0, y: 0 }, none, hd)).toEqual(wholePicture)
  })

  test('is in its bounds, whatever a hand does', () => {
    const factors = fc.double({ min: 0.01, max: 100, noNaN: true })
    const acts = fc.record({
      space: anySpace,
      other: anySpace,
      zoom: anyZoom,
      at: anyPoint,
      to: anyPoint,
      factor: factors,
    })
    fc.assert(
      fc.property(acts, ({ space, other, zoom, at, to, factor }) => {
        const started = bounded(zoom, space)
        for (const result of [
          started,
          zoomedAbout(started, space, { factor, at }),
          pannedBy(started, space, at),
          pinched(started, space, { before: [at, to], now: [to, { x: at.x + 7, y: at.y }] }),
          toggledAt(started, space, at),
        ]) {
          expectInBounds(result, space)
        }
        expectInBounds(resized(started, space, other), other)
      }),
    )
  })
})

test('the wheel enlarges upwards, by notches and by touch pads alike, and never by more than twice at once', () => {
  const wheel = { deltaMode: 0, ctrlKey: false }
  expect(wheelFactor({ ...wheel, deltaY: -100 })).toBeCloseTo(1.22, 2)
  expect(wheelFactor({ ...wheel, deltaY: 100 }) * wheelFactor({ ...wheel, deltaY: -100 })).toBeCloseTo(1, 9)
  expect(wheelFactor({ ...wheel, deltaY: -3, deltaMode: 1 })).toBeCloseTo(1.1, 1)
  expect(wheelFactor({ ...wheel, deltaY: -10, ctrlKey: true })).toBeCloseTo(1.105, 2)
  expect(wheelFactor({ ...wheel, deltaY: -5_000 })).toBe(2)
})
