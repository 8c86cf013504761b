/** The last resort: a notice that only shows, through node-notifier's own way to the system. */
import type { NodeNotifier } from 'node-notifier'
import type { KnockAlert } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { AlertStatus } from '../../src-shared/desk-state.ts'
import { nameForSystem, textsIn } from '../texts.ts'

export type PlainAlertOptions = {
  readonly notifier: Pick<NodeNotifier, 'notify'>
  readonly clock: Clock
}

const answerWithinMs = 3000

/**
 * Shows a knock without buttons; its text says where to answer. The name never starts the text, and has no control
 * characters: on Linux it becomes an argument of a command, where a leading `-` would be an option.
 */
export function createPlainAlert({ notifier, clock }: PlainAlertOptions): (alert: KnockAlert) => Promise<AlertStatus> {
  return (alert) =>
    new Promise((resolve) => {
      const texts = textsIn(alert.language)
      const cancelWait = clock.setTimer(answerWithinMs, () =>
        resolve({ kind: 'failed', cause: 'node-notifier did not answer' }),
      )
      notifier.notify(
        { title: texts.knockTitle(nameForSystem(alert.name, texts)), message: texts.openTheDesk },
        // Whatever its types say: on success it hands over what the helper wrote to stderr, as a text.
        (error: unknown) => {
          cancelWait()
          resolve(error instanceof Error ? { kind: 'failed', cause: error.message } : { kind: 'shown' })
        },
      )
    })
}
