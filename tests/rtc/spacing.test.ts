import { expect, test } from 'vitest'
import { createSpacing } from '../../src-rtc/spacing.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'

function start() {
  const clock = createFakeClock()
  const startedAtMs = clock.now()
  const runs: number[] = []
  const spacing = createSpacing({
    clock: { ...clock, monotonicNow: clock.now },
    apartMs: 2_000,
    run: () => runs.push(clock.now() - startedAtMs),
  })
  return { clock, runs, spacing }
}

test('the first wish is granted at once', () => {
  const { spacing, runs } = start()
  spacing.ask()
  expect(runs).toEqual([0])
})

test('forty wishes a second are granted once in two seconds, and the last one is not lost', () => {
  const { clock, spacing, runs } = start()
  for (let asked = 0; asked < 200; asked += 1) {
    spacing.ask()
    clock.advance(25)
  }
  clock.advance(60_000)
  expect(runs).toEqual([0, 2_000, 4_000, 6_000])
})

test('a second wish after a while is granted at once again', () => {
  const { clock, spacing, runs } = start()
  spacing.ask()
  clock.advance(2_000)
  spacing.ask()
  expect(runs).toEqual([0, 2_000])
})

test('nothing comes after the end', () => {
  const { clock, spacing, runs } = start()
  spacing.ask()
  spacing.ask()
  spacing.dispose()
  clock.advance(10_000)
  expect(runs).toEqual([0])
  expect(clock.pending).toBe(0)
})
