import type { AlertActivation, AlertPort, KnockAlert, LogPort } from '../../src-desk/ports.ts'
import type { AlertStatus } from '../../src-shared/desk-state.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { NativeAlerts } from './native-alerts.ts'

export type AlertLadderOptions = {
  readonly createNative: (onActivated: (activation: AlertActivation) => void) => NativeAlerts
  readonly showPlain: (alert: KnockAlert) => Promise<AlertStatus>
  readonly log: LogPort
}

/**
 * Tries the system's own notice, which has buttons, and then a plain one. If a person has turned notices off, that is
 * respected: card and ring have to do.
 */
export function createAlertLadder({ createNative, showPlain, log }: AlertLadderOptions): AlertPort {
  const activations = createListeners<AlertActivation>()
  const native = createNative(activations.tell)

  return {
    show: async (alert) => {
      const first = await native.show(alert)
      if (first.kind === 'shown' || isTurnedOff(first)) return first
      log.warn('notice not shown, taking the last resort', first)
      const last = await showPlain(alert)
      if (last.kind === 'shown') return last
      log.warn('no notice can be shown', last)
      return first
    },
    clear: native.clear,
    onActivated: activations.add,
    dispose: () => {
      activations.clear()
      native.dispose()
    },
  }
}

function isTurnedOff(status: AlertStatus): boolean {
  return status.kind === 'suppressed' && status.reason === 'turned-off-by-system'
}
