import { afterEach, expect, it, vi } from 'vitest'
import { createMachineClock } from '../../../src-server/time/server-clock.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('goes by the time that passes, whatever the clock of the machine is set to', () => {
  const clock = createMachineClock()
  const before = clock.elapsed()
  for (const byMs of [10 * 365 * 86_400_000, -20 * 365 * 86_400_000, 86_400_000]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs })
    // The system counts the time since it was turned on in hundredths of a second.
    expect(Math.abs(clock.elapsed() - before)).toBeLessThan(2_000)
  }
  expect(clock.elapsed()).toBeGreaterThanOrEqual(before)
})
