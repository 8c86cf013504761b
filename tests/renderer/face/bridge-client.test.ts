import { expect, test } from 'vitest'
import { createBridgeClient } from '../../../src-renderer/face/bridge-client.ts'
import type { DeskState } from '../../../src-shared/desk-state.ts'
import { done } from '../../../src-shared/result.ts'
import { createFakeListeners } from '../../fakes/fake-listeners.ts'
import { sampleState } from '../sample-state.ts'

function createBridge(first: Promise<DeskState>) {
  const states = createFakeListeners<DeskState>()
  const bridge = {
    getState: () => first,
    onState: states.on,
    command: () => Promise.resolve(done),
    request: () => Promise.reject(new Error('gone')),
    sendSignal: () => undefined,
    onSignal: () => () => undefined,
  }
  return { states, bridge }
}

test('it has the first state and follows, with the same object until something changed', async () => {
  const { states, bridge } = createBridge(Promise.resolve(sampleState()))
  const client = await createBridgeClient(bridge)
  expect(client.getState().revision).toBe(1)
  expect(client.getState()).toBe(client.getState())
  const heard: number[] = []
  const stop = client.subscribe(() => heard.push(client.getState().revision))
  states.tell(sampleState({ revision: 2 }))
  stop()
  states.tell(sampleState({ revision: 3 }))
  expect([heard, client.getState().revision]).toEqual([[2], 3])
})

test('a state that arrives before the first answer is newer than it', async () => {
  let answer: (state: DeskState) => void = () => undefined
  const { states, bridge } = createBridge(new Promise((resolve) => (answer = resolve)))
  const opening = createBridgeClient(bridge)
  states.tell(sampleState({ revision: 8 }))
  answer(sampleState({ revision: 7 }))
  expect((await opening).getState().revision).toBe(8)
})

test('a bridge that breaks answers in words instead of throwing', async () => {
  const { bridge } = createBridge(Promise.resolve(sampleState()))
  const client = await createBridgeClient({ ...bridge, command: () => Promise.reject(new Error('gone')) })
  expect(await client.command({ kind: 'test-ring' })).toMatchObject({ kind: 'failed', code: 'offline' })
  expect(await client.request('desks:list', null)).toMatchObject({ kind: 'failed', code: 'offline' })
})
