import type { DeskCommand } from '../../src-shared/desk-command.ts'
import type { KnockId } from '../../src-shared/ids.ts'
import type { Done } from '../../src-shared/result.ts'
import { guard } from '../core/guard.ts'
import type { AlertActivation, DeskPorts } from '../ports.ts'

/**
 * What a press on a notice does. If the answer fails, the window comes forward and shows why. The sample of *Test the
 * alert* only brings the window forward.
 */
export function createAlertAnswers(deps: {
  readonly ports: DeskPorts
  readonly run: (command: DeskCommand) => Promise<Done>
  readonly sampleKnockId: KnockId
}): (activation: AlertActivation) => void {
  const { ports, run, sampleKnockId } = deps
  const bringForward = (): void => guard(ports.log, 'face', () => ports.face.bringForward())

  return (activation) => {
    if (activation.kind === 'open' || activation.knockId === sampleKnockId) return bringForward()
    const { kind, knockId } = activation
    void run(kind === 'admit' ? { kind, knockId } : { kind, knockId, message: null, promisesCall: false }).then(
      (result) => {
        if (result.kind === 'failed') bringForward()
      },
    )
  }
}
