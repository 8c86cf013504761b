import { describe, expect, it } from 'vitest'
import { trendOf } from './trend.ts'

const times = Array.from({ length: 40 }, (_, index) => index * 15_000)
const wobble = (index: number): number => ((index * 7) % 5) - 2

describe('a line of a soak', () => {
  it.each<[string, (index: number) => number, boolean]>([
    ['that leaks', (index) => 100 + index + wobble(index), true],
    ['that leaks slowly', (index) => 100 + index / 3 + wobble(index) / 10, true],
    ['that wobbles', (index) => 100 + 5 * wobble(index), false],
    ['that stands still', () => 100, false],
    ['that is nothing', () => 0, false],
    ['that falls', (index) => 100 - index, false],
    ['that rises at the start alone', (index) => 100 + Math.min(index, 9) * 10, false],
  ])('%s', (_what, valueAt, isRising) => {
    expect(
      trendOf(
        times,
        times.map((_time, index) => valueAt(index)),
      ).isRising,
    ).toBe(isRising)
  })

  it('is measured per hour', () => {
    expect(
      trendOf(
        times,
        times.map((ms) => ms / 1_000),
      ).risePerHour,
    ).toBeCloseTo(3_600)
  })
})
