import { expect, test, vi } from 'vitest'
import { createRingPlayer } from '../../../src-renderer/ring/ring-player.ts'
import type { RingStatus } from '../../../src-shared/desk-state.ts'
import type { RingOrder } from '../../../src-shared/ring-order.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { createFakeRingContext, type FakeRingContext } from '../../fakes/fake-ring-context.ts'

const ring = {
  kind: 'ring',
  volume: 0.8,
  outputDeviceId: '',
  alsoOnDefault: false,
  sequence: 1,
} as const satisfies RingOrder
const chime = (sequence: number): RingOrder => ({ kind: 'chime', volume: 0.8, outputDeviceId: '', sequence })
const silence: RingOrder = { kind: 'silence' }

function startPlayer(state: AudioContextState = 'running', loadSound = soundOf) {
  const context = createFakeRingContext(state)
  const clock = createFakeClock()
  const devices = { change: (): void => undefined }
  /** Every context that was opened; the first is that of the chosen device. */
  const contexts: FakeRingContext[] = []
  const openContext = (): FakeRingContext => {
    const opened = contexts.length === 0 ? context : createFakeRingContext(state)
    contexts.push(opened)
    return opened
  }
  const onDevicesChanged = (listener: () => void) => {
    devices.change = listener
    return () => undefined
  }
  const player = createRingPlayer({ openContext, loadSound, setTimer: clock.setTimer, onDevicesChanged })
  const statuses: RingStatus['kind'][] = []
  player.onStatus((status) => statuses.push(status.kind))
  const starts = () => context.done.filter((act) => act.startsWith('start'))
  return { context, contexts, clock, devices, player, statuses, starts }
}

const soundOf = (name: 'ring' | 'chime'): Promise<ArrayBuffer> =>
  Promise.resolve(new ArrayBuffer(name === 'ring' ? 1 : 2))

test('a ring loops and swells to its volume until it is silenced', async () => {
  const { player, context, statuses, starts } = startPlayer()
  player.apply(ring)
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  expect(starts()).toEqual(['start ring loop'])
  expect(context.done).toContain('ramp to 0.8')
  player.apply(silence)
  expect(statuses).toEqual(['ringing', 'silent'])
  expect(context.done.slice(-2)).toEqual(['fade to 0', 'stop'])
})

test('the same order again changes nothing, and a new volume does not start anew', async () => {
  const { player, context, statuses, starts } = startPlayer()
  player.apply(ring)
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  player.apply({ ...ring })
  player.apply({ ...ring, volume: 0.3 })
  expect(starts()).toHaveLength(1)
  expect(context.done.at(-1)).toBe('fade to 0.3')
})

test('a knock that goes away before the sound is loaded stays silent', async () => {
  let load: (bytes: ArrayBuffer) => void = () => undefined
  const { player, statuses, starts } = startPlayer('running', () => new Promise((resolve) => (load = resolve)))
  player.apply(ring)
  player.apply(silence)
  load(new ArrayBuffer(1))
  await new Promise((resolve) => setImmediate(resolve))
  expect([starts(), statuses]).toEqual([[], []])
})

test('a chime sounds once for each sequence, and once only', async () => {
  const { player, starts } = startPlayer()
  player.apply(chime(1))
  await vi.waitFor(() => expect(starts()).toEqual(['start chime']))
  player.apply(chime(1))
  player.apply(chime(2))
  await vi.waitFor(() => expect(starts()).toEqual(['start chime', 'start chime']))
})

test('an output that is gone rings on the default one, and says so until it is back', async () => {
  const { player, context, statuses, starts } = startPlayer()
  context.missingSinks.add('hall')
  player.apply({ ...ring, outputDeviceId: 'hall' })
  await vi.waitFor(() => expect(statuses).toEqual(['other-output']))
  expect(context.done.slice(0, 2)).toEqual(['sink hall', 'sink default'])
  expect(starts()).toHaveLength(1)
  player.apply(silence)
  context.missingSinks.clear()
  player.apply({ ...ring, outputDeviceId: 'hall' })
  await vi.waitFor(() => expect(statuses.at(-1)).toBe('ringing'))
})

test('a page that needs a click says so before the first knock, and rings once it got one', async () => {
  const { player, context, clock, statuses, starts } = startPlayer('suspended')
  expect(statuses).toEqual([])
  clock.advance(1_000)
  expect(statuses).toEqual(['needs-gesture'])
  player.apply(ring)
  await vi.waitFor(() => expect(starts()).toHaveLength(1))
  context.setState('running')
  expect(statuses).toEqual(['needs-gesture', 'ringing'])
})

test('a context that starts by itself within the second needs no click', () => {
  const { context, clock, statuses } = startPlayer('suspended')
  context.setState('running')
  clock.advance(1_000)
  expect(statuses).toEqual([])
})

test('a sound that cannot be loaded is reported, and tried again at the next ring', async () => {
  const loadSound = vi.fn(soundOf).mockRejectedValueOnce(new Error('404'))
  const { player, statuses } = startPlayer('running', loadSound)
  player.apply(ring)
  await vi.waitFor(() => expect(statuses).toEqual(['failed']))
  player.apply(silence)
  player.apply(ring)
  await vi.waitFor(() => expect(statuses.at(-1)).toBe('ringing'))
})

test('disposing stops the sound and closes the context', async () => {
  const { player, context, clock, statuses } = startPlayer()
  player.apply(ring)
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  player.dispose()
  expect(context.done.slice(-2)).toEqual(['stop', 'close'])
  expect(clock.pending).toBe(0)
})

test('a greater sequence starts the loop over at its volume, without the gentle beginning', async () => {
  const { player, context, statuses, starts } = startPlayer()
  player.apply(ring)
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  player.apply({ ...ring, sequence: 2, volume: 1 })
  await vi.waitFor(() => expect(starts()).toEqual(['start ring loop', 'start ring loop']))
  expect(context.done.filter((act) => act.startsWith('ramp'))).toEqual(['ramp to 0.8'])
  expect(context.done).toContain('stop')
  expect(statuses).toEqual(['ringing'])
})

test('the second output is a context of its own on the default device, and the first one rings on', async () => {
  const { player, contexts, statuses, starts } = startPlayer()
  player.apply({ ...ring, outputDeviceId: 'hall' })
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  expect(contexts).toHaveLength(1)
  player.apply({ ...ring, outputDeviceId: 'hall', alsoOnDefault: true, volume: 1 })
  await vi.waitFor(() => expect(contexts[1]?.done).toContain('start ring loop'))
  expect(contexts[1]?.done.filter((act) => act.startsWith('sink'))).toEqual([])
  expect(starts()).toHaveLength(1)
  player.apply(silence)
  expect(contexts.map((context) => context.done.at(-1))).toEqual(['stop', 'stop'])
})

test('without a chosen device there is no second output: the only one is the default', async () => {
  const { player, contexts, statuses } = startPlayer()
  player.apply({ ...ring, alsoOnDefault: true })
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  expect(contexts).toHaveLength(1)
})

test('a device that is torn out in the middle of a ring is replaced by the default one, and taken back when it returns', async () => {
  const { player, context, contexts, devices, statuses, starts } = startPlayer()
  player.apply({ ...ring, outputDeviceId: 'hall', alsoOnDefault: true })
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  context.missingSinks.add('hall')
  devices.change()
  await vi.waitFor(() => expect(statuses).toEqual(['ringing', 'other-output']))
  // Two outputs on the same device would blur.
  expect(contexts[1]?.done.at(-1)).toBe('stop')
  context.missingSinks.clear()
  devices.change()
  await vi.waitFor(() => expect(statuses).toEqual(['ringing', 'other-output', 'ringing']))
  expect(starts()).toHaveLength(1)
})

test('a context that the system took away is replaced, and the ring goes on', async () => {
  const { player, context, contexts, clock, statuses } = startPlayer()
  player.apply(ring)
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  context.lose()
  expect(statuses).toEqual(['ringing', 'failed'])
  clock.advance(1_000)
  await vi.waitFor(() => expect(statuses).toEqual(['ringing', 'failed', 'ringing']))
  expect(contexts).toHaveLength(2)
  expect(context.done.at(-1)).toBe('close')
})

test('after an interruption the sound is asked for again, but not during it', async () => {
  const { player, context, clock, statuses } = startPlayer()
  player.apply(ring)
  await vi.waitFor(() => expect(statuses).toEqual(['ringing']))
  clock.advance(1_000)
  context.setState('interrupted')
  expect(context.done.filter((act) => act.startsWith('resume'))).toEqual([])
  context.setState('suspended')
  expect(context.done.filter((act) => act.startsWith('resume'))).toEqual(['resume while suspended'])
  context.setState('running')
  expect(statuses.at(-1)).toBe('ringing')
})
