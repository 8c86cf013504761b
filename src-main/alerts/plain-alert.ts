/** The last resort: a notice without buttons, shown by node-notifier. */
import type { NodeNotifier } from 'node-notifier'
import type { KnockAlert } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { AlertStatus } from '../../src-shared/desk-state.ts'
import { textsIn, visitorForSystem } from '../texts.ts'

export type PlainAlertOptions = {
  readonly notifier: Pick<NodeNotifier, 'notify'>
  readonly clock: Clock
}

const answerWithinMs = 3000

/**
 * Shows a knock and says where to answer it. The text never starts with the visitor's name, and the name has no control
 * characters: on Linux the text becomes a command's argument, where a leading `-` would be an option.
 */
export function createPlainAlert({ notifier, clock }: PlainAlertOptions): (alert: KnockAlert) => Promise<AlertStatus> {
  return (alert) =>
    new Promise((resolve) => {
      const texts = textsIn(alert.language)
      const cancelWait = clock.setTimer(answerWithinMs, () =>
        resolve({ kind: 'failed', cause: 'node-notifier did not answer' }),
      )
      notifier.notify(
        {
          title: texts.knockTitle(visitorForSystem(alert.name, alert.language)),
          message: `${alert.isInvited ? texts.invited : ''}${texts.openTheDesk}`,
        },
        // Despite its types, on success it passes what the helper wrote to stderr, as a string.
        (error: unknown) => {
          cancelWait()
          resolve(error instanceof Error ? { kind: 'failed', cause: error.message } : { kind: 'shown' })
        },
      )
    })
}
