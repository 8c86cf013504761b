import type { Clock } from '../../src-shared/clock.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { FailureCode, Result } from '../../src-shared/result.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** What is shown for a moment after an action. */
export type FeedbackNote = { readonly id: number; readonly text: FeedbackText }
export type FeedbackText =
  | { readonly kind: 'failure'; readonly code: FailureCode }
  | { readonly kind: 'device-kept' }
  | { readonly kind: 'device-lost' }
  | { readonly kind: 'share-failed' }
  | { readonly kind: 'not-copied' }
  | { readonly kind: 'alert-shown' }
  | { readonly kind: 'desk-paired'; readonly name: string }
  | { readonly kind: 'visitor-erased'; readonly visits: number }

export type Feedback = {
  getState: () => FeedbackNote | null
  subscribe: (listener: () => void) => Unsubscribe
  say: (text: FeedbackText) => void
  /** Says what went wrong; nothing if all went well. */
  follow: (answer: Promise<Result<unknown>>) => void
  clear: () => void
}

const shownForMs = 6_000

export function createFeedback({ setTimer }: Pick<Clock, 'setTimer'>): Feedback {
  const listeners = createListeners<void>()
  let note: FeedbackNote | null = null
  let count = 0
  let stopTimer: Unsubscribe | null = null

  const show = (next: FeedbackNote | null): void => {
    stopTimer?.()
    stopTimer = next && setTimer(shownForMs, () => show(null))
    note = next
    listeners.tell()
  }
  const say = (text: FeedbackText): void => {
    count += 1
    show({ id: count, text })
  }

  return {
    getState: () => note,
    subscribe: listeners.add,
    say,
    follow: (answer) => {
      // Commands never reject, as `DeskClient` promises.
      void answer.then((result) => {
        if (result.kind === 'failed') say({ kind: 'failure', code: result.code })
      })
    },
    clear: () => show(null),
  }
}
