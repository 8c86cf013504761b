import { expect, it } from 'vitest'
import { unpair } from '../../../src-renderer/page/unpair.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { createFakeDeskClient } from '../../fakes/fake-desk-client.ts'
import { sampleState } from '../sample-state.ts'
import { done, failed, type Done } from '../../../src-shared/result.ts'

it('gives the key back before it is forgotten', async () => {
  const { promise, resolve } = Promise.withResolvers<Done>()
  const client = createFakeDeskClient(sampleState())
  client.answerRequest('desks:leave', () => promise)
  let isForgotten = false
  const gone = unpair({ client, clock: createFakeClock(), forget: () => (isForgotten = true) })
  expect(client.requests).toEqual([{ name: 'desks:leave', payload: null }])
  expect(isForgotten).toBe(false)
  resolve(done)
  await gone
  expect(isForgotten).toBe(true)
})

it.each<[string, (client: ReturnType<typeof createFakeDeskClient>) => void]>([
  ['cannot be reached', (client) => client.answerRequest('desks:leave', () => Promise.resolve(failed('offline', '')))],
  ['does not answer', (client) => client.answerRequest('desks:leave', () => new Promise(() => undefined))],
])('forgets it where the server %s', async (_, prepare) => {
  const client = createFakeDeskClient(sampleState())
  const clock = createFakeClock()
  prepare(client)
  let isForgotten = false
  const gone = unpair({ client, clock, forget: () => (isForgotten = true) })
  clock.advance(3_000)
  await gone
  expect(isForgotten).toBe(true)
  expect(clock.pending).toBe(0)
})
