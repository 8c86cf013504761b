import { expect, test } from 'vitest'
import { judgeGeneration, nextGeneration } from '../../src-rtc/generation.ts'

test.each([
  { current: 0, epochMs: 1_000, next: 1_000, why: 'the first one is the clock' },
  { current: 1_000, epochMs: 1_000, next: 1_001, why: 'two in the same ms differ' },
  { current: 9_000, epochMs: 1_000, next: 9_001, why: 'a clock that was set back does not matter' },
])('$why', ({ current, epochMs, next }) => {
  expect(nextGeneration(current, epochMs)).toBe(next)
})

test.each([
  { role: 'desk', current: 5, generation: 4, judgement: 'stale' },
  { role: 'desk', current: 5, generation: 5, judgement: 'current' },
  { role: 'desk', current: 5, generation: 6, judgement: 'stale' },
  { role: 'visitor', current: 5, generation: 4, judgement: 'stale' },
  { role: 'visitor', current: 5, generation: 5, judgement: 'current' },
  { role: 'visitor', current: 5, generation: 6, judgement: 'newer' },
  { role: 'visitor', current: 0, generation: 6, judgement: 'newer' },
] as const)('$generation is $judgement to a $role at $current', ({ judgement, ...signal }) => {
  expect(judgeGeneration(signal)).toBe(judgement)
})
