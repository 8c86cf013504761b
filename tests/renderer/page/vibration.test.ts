import { expect, test } from 'vitest'
import { createVibration } from '../../../src-renderer/page/vibration.ts'
import type { RingOrder } from '../../../src-shared/ring-order.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'

const ring = {
  kind: 'ring',
  volume: 1,
  outputDeviceId: '',
  alsoOnDefault: false,
  sequence: 1,
} as const satisfies RingOrder

function start() {
  const clock = createFakeClock()
  const shakes: number[][] = []
  const vibrate = (pattern: number[]): boolean => shakes.push(pattern) > 0
  return { clock, shakes, vibration: createVibration({ vibrate, setTimer: clock.setTimer }) }
}

test('a phone shakes again and again until it is silenced, and one more knock does not stop it', () => {
  const { clock, shakes, vibration } = start()
  vibration.apply(ring)
  clock.advance(2_000)
  vibration.apply({ ...ring, sequence: 2 })
  clock.advance(2_000)
  expect(shakes).toHaveLength(3)
  vibration.apply({ kind: 'silence' })
  expect(shakes.at(-1)).toEqual([])
  clock.advance(10_000)
  expect(shakes).toHaveLength(4)
})

test('a chime is one short shake', () => {
  const { clock, shakes, vibration } = start()
  vibration.apply({ kind: 'chime', volume: 1, outputDeviceId: '', sequence: 1 })
  clock.advance(10_000)
  expect(shakes).toEqual([[200]])
})

test('disposing ends the shaking', () => {
  const { clock, vibration } = start()
  vibration.apply(ring)
  vibration.dispose()
  expect(clock.pending).toBe(0)
})
