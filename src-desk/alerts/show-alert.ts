import type { AlertStatus } from '../../src-shared/desk-state.ts'
import type { DeskPorts, KnockAlert } from '../ports.ts'

/** Never rejects, even if the adapter breaks its promise not to. */
export async function showAlert(ports: Pick<DeskPorts, 'alerts' | 'log'>, alert: KnockAlert): Promise<AlertStatus> {
  try {
    return await ports.alerts.show(alert)
  } catch (error) {
    ports.log.error('alert failed', error)
    return { kind: 'failed', cause: error instanceof Error ? error.message : String(error) }
  }
}
