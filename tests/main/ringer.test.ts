import { expect, test } from 'vitest'
import { createRinger, type RingerWindow, type RingerWindowEvents } from '../../src-main/ringer.ts'
import type { RingStatus } from '../../src-shared/desk-state.ts'
import type { RingOrder } from '../../src-shared/ring-order.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

const ring: RingOrder = { kind: 'ring', volume: 0.8, outputDeviceId: '', alsoOnDefault: false, sequence: 1 }
const silence: RingOrder = { kind: 'silence' }

type FakeWindow = RingerWindowEvents & {
  readonly sent: RingOrder[]
  isAudible: boolean
  reloads: number
  isDisposed: boolean
}

function setUp() {
  const clock = createFakeClock()
  const voices: FakeWindow[] = []
  const statuses: RingStatus[] = []
  const counts = { beeps: 0 }
  const ringer = createRinger({
    openWindow: (events): RingerWindow => {
      const voice: FakeWindow = { ...events, sent: [], isAudible: false, reloads: 0, isDisposed: false }
      voices.push(voice)
      return {
        send: (order) => voice.sent.push(order),
        isAudible: () => voice.isAudible,
        reload: () => (voice.reloads += 1),
        dispose: () => (voice.isDisposed = true),
      }
    },
    beep: () => (counts.beeps += 1),
    clock,
    log: createFakeLog(),
  })
  ringer.onStatus((status) => statuses.push(status))
  const voice = (index: number): FakeWindow => {
    const found = voices[index]
    if (!found) throw new Error(`There is no voice ${index}.`)
    return found
  }
  const sound = (index: number, isAudible: boolean): void => {
    voice(index).isAudible = isAudible
    voice(index).onAudible(isAudible)
  }
  return { ringer, clock, counts, statuses, voices, voice, sound }
}

test('keeps an order until the page is ready', () => {
  const { ringer, voice } = setUp()
  ringer.apply(ring)
  expect(voice(0).sent).toEqual([])
  voice(0).onReady()
  expect(voice(0).sent).toEqual([ring])
})

test('passes each order on once, and reports on', () => {
  const { ringer, voice, statuses } = setUp()
  voice(0).onReady()
  ringer.apply(ring)
  ringer.apply({ ...ring })
  ringer.apply(silence)
  expect(voice(0).sent).toEqual([silence, ring, silence])
  voice(0).onReport({ kind: 'other-output' })
  expect(statuses).toEqual([{ kind: 'other-output' }])
})

test('a ring that is heard is left alone', () => {
  const { ringer, clock, counts, voice, sound } = setUp()
  voice(0).onReady()
  ringer.apply(ring)
  clock.advance(1400)
  sound(0, true)
  clock.advance(60_000)
  expect(voice(0).reloads).toBe(0)
  expect(counts.beeps).toBe(0)
})

test('a ring that is not heard within 1.5 s reloads the page once, then beeps every second', () => {
  const { ringer, clock, counts, statuses, voice } = setUp()
  voice(0).onReady()
  ringer.apply(ring)
  clock.advance(1499)
  expect(voice(0).reloads).toBe(0)
  clock.advance(1)
  expect(voice(0).reloads).toBe(1)
  clock.advance(400)
  voice(0).onReady()
  expect(voice(0).sent.at(-1)).toEqual(ring)
  voice(0).onReport({ kind: 'ringing' })
  clock.advance(1500)
  expect(counts.beeps).toBe(1)
  expect(statuses.at(-1)).toMatchObject({ kind: 'failed' })
  voice(0).onReport({ kind: 'ringing' })
  expect(statuses.at(-1)).toMatchObject({ kind: 'failed' })
  clock.advance(3000)
  expect(counts.beeps).toBe(4)
  expect(voice(0).reloads).toBe(1)
})

test('beeps also for a page that never becomes ready', () => {
  const { ringer, clock, counts } = setUp()
  ringer.apply(ring)
  clock.advance(3000)
  expect(counts.beeps).toBe(1)
})

test('stops beeping when the ring is heard after all, or over', () => {
  const { ringer, clock, counts, statuses, sound } = setUp()
  ringer.apply(ring)
  clock.advance(3000)
  sound(0, true)
  expect(statuses.at(-1)).toEqual({ kind: 'ringing' })
  clock.advance(10_000)
  expect(counts.beeps).toBe(1)

  ringer.apply(silence)
  sound(0, false)
  ringer.apply(ring)
  clock.advance(3000)
  expect(counts.beeps).toBe(2)
  ringer.apply(silence)
  clock.advance(10_000)
  expect(counts.beeps).toBe(2)
})

test('a page that died is made anew with the order it had; meanwhile the system beeps', () => {
  const { ringer, clock, counts, voices, voice, sound } = setUp()
  voice(0).onReady()
  ringer.apply(ring)
  sound(0, true)
  voice(0).onGone()
  expect(counts.beeps).toBe(1)
  clock.advance(500)
  expect(voices).toHaveLength(2)
  expect(voice(0).isDisposed).toBe(true)
  voice(1).onReady()
  expect(voice(1).sent).toEqual([ring])
  sound(1, true)
  clock.advance(5000)
  expect(counts.beeps).toBe(1)
})

test('what an order says of a second output and of one more knock reaches the page, and is proved anew', () => {
  const { ringer, clock, counts, voice, sound } = setUp()
  voice(0).onReady()
  ringer.apply(ring)
  sound(0, true)
  const louder: RingOrder = { ...ring, volume: 1, alsoOnDefault: true, sequence: 2 }
  ringer.apply(louder)
  expect(voice(0).sent.at(-1)).toEqual(louder)
  clock.advance(60_000)
  expect([voice(0).reloads, counts.beeps]).toEqual([0, 0])
})

test('a ring that falls silent in the middle is tried anew, and then the system beeps', () => {
  const { ringer, clock, counts, statuses, voice, sound } = setUp()
  voice(0).onReady()
  ringer.apply(ring)
  sound(0, true)
  clock.advance(20_000)
  sound(0, false)
  clock.advance(1500)
  expect([voice(0).reloads, counts.beeps]).toEqual([1, 0])
  voice(0).onReady()
  clock.advance(1500)
  expect([voice(0).reloads, counts.beeps]).toEqual([1, 1])
  expect(statuses.at(-1)).toMatchObject({ kind: 'failed' })
  sound(0, true)
  sound(0, false)
  ringer.apply(silence)
  clock.advance(60_000)
  expect(counts.beeps).toBe(1)
})

test('a new audio service gets a new page; while it rings the system beeps until that is heard', () => {
  const { ringer, clock, counts, voice, sound } = setUp()
  voice(0).onReady()
  voice(0).onServiceGone()
  expect([voice(0).reloads, counts.beeps]).toEqual([1, 0])
  voice(0).onReady()
  ringer.apply(ring)
  sound(0, true)
  voice(0).onServiceGone()
  expect([voice(0).reloads, counts.beeps]).toEqual([2, 1])
  voice(0).onReady()
  expect(voice(0).sent.at(-1)).toEqual(ring)
  sound(0, true)
  clock.advance(60_000)
  expect([voice(0).reloads, counts.beeps]).toEqual([2, 1])
})

test('a chime needs no proof', () => {
  const { ringer, clock, counts, voice } = setUp()
  voice(0).onReady()
  ringer.apply({ kind: 'chime', volume: 0.5, outputDeviceId: '', sequence: 1 })
  clock.advance(10_000)
  expect([voice(0).reloads, counts.beeps]).toEqual([0, 0])
})

test('after the end nothing beeps and no order counts', () => {
  const { ringer, clock, counts, voice } = setUp()
  ringer.apply(ring)
  clock.advance(3000)
  ringer.dispose()
  ringer.dispose()
  ringer.apply(silence)
  clock.advance(10_000)
  expect(counts.beeps).toBe(1)
  expect(voice(0).isDisposed).toBe(true)
  expect(clock.pending).toBe(0)
})
