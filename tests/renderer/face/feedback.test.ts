import { expect, test, vi } from 'vitest'
import { createFeedback } from '../../../src-renderer/face/feedback.ts'
import { done, failed } from '../../../src-shared/result.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'

test('a failure is said for six seconds, a success not at all', async () => {
  const clock = createFakeClock()
  const feedback = createFeedback(clock)
  feedback.follow(Promise.resolve(done))
  feedback.follow(Promise.resolve(failed('busy', 'Full.')))
  await vi.waitFor(() => expect(feedback.getState()?.text).toEqual({ kind: 'failure', code: 'busy' }))
  clock.advance(6_000)
  expect(feedback.getState()).toBeNull()
})

test('a later note has its own six seconds', () => {
  const clock = createFakeClock()
  const feedback = createFeedback(clock)
  feedback.say({ kind: 'not-copied' })
  clock.advance(5_000)
  feedback.say({ kind: 'share-failed' })
  clock.advance(5_000)
  expect(feedback.getState()?.text.kind).toBe('share-failed')
  feedback.clear()
  expect(clock.pending).toBe(0)
})
