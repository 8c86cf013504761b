import { expect, test, vi } from 'vitest'
import { createLinkState } from '../../src-rtc/link-state.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'

function setUp() {
  const clock = createFakeClock(0)
  const onChanged = vi.fn<() => void>()
  const link = createLinkState({ ...clock, monotonicNow: clock.now }, onChanged)
  return { clock, onChanged, link }
}

test('a cut of less than 1.5 s is told to nobody', () => {
  const { clock, onChanged, link } = setUp()
  link.well()
  clock.advance(10_000)
  link.lost(9_000)
  clock.advance(499)
  link.well()
  clock.advance(10_000)
  expect(link.get()).toEqual({ kind: 'connected' })
  expect(onChanged).toHaveBeenCalledOnce()
})

test('a longer cut is told once, counted from the last byte', () => {
  const { clock, onChanged, link } = setUp()
  link.well()
  clock.advance(10_000)
  link.lost(9_000)
  clock.advance(250)
  link.lost(9_000)
  clock.advance(250)
  expect(link.get()).toEqual({ kind: 'reconnecting' })
  link.lost(9_000)
  expect(onChanged).toHaveBeenCalledTimes(2)
  link.well()
  expect(link.get()).toEqual({ kind: 'connected' })
})

test('a link that never was is connecting, not reconnecting', () => {
  const { clock, link } = setUp()
  link.lost(0)
  clock.advance(60_000)
  expect(link.get()).toEqual({ kind: 'connecting' })
})
