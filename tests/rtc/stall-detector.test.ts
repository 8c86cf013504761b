import { describe, expect, test } from 'vitest'
import { createStallDetector } from '../../src-rtc/stall-detector.ts'

/** Looks as `[atMs, bytes]`; answers the findings. */
function watch(looks: readonly (readonly [number, number])[]): string[] {
  const detector = createStallDetector()
  return looks.map(([atMs, bytes]) => detector.observe({ atMs, bytes }))
}

describe('stall detector', () => {
  test('finds a stall one second after the last byte', () => {
    expect(
      watch([
        [0, 100],
        [250, 200],
        [500, 200],
        [750, 200],
        [1_000, 200],
        [1_249, 200],
        [1_250, 200],
      ]),
    ).toEqual(['flowing', 'flowing', 'quiet', 'quiet', 'quiet', 'quiet', 'stalled'])
  })

  test('one new byte ends it', () => {
    expect(
      watch([
        [0, 1],
        [500, 1],
        [800, 1],
        [1_100, 1],
        [1_350, 2],
        [1_600, 2],
      ]),
    ).toEqual(['flowing', 'quiet', 'quiet', 'stalled', 'flowing', 'quiet'])
  })

  test('a counter that began anew is a flow', () => {
    expect(
      watch([
        [0, 9_000],
        [250, 10],
      ]),
    ).toEqual(['flowing', 'flowing'])
  })

  test('a page that slept, or looks once per second, is not fooled', () => {
    expect(
      watch([
        [0, 5],
        [60_000, 5],
        [61_000, 5],
        [61_250, 6],
      ]),
    ).toEqual(['flowing', 'quiet', 'quiet', 'flowing'])
  })

  test('knows when something last came', () => {
    const detector = createStallDetector()
    expect(detector.lastFlowAtMs()).toBeNull()
    detector.observe({ atMs: 10, bytes: 1 })
    detector.observe({ atMs: 20, bytes: 1 })
    expect(detector.lastFlowAtMs()).toBe(10)
  })
})
