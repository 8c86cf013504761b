import type { Alarm, AlertStatus, DeskState, RingStatus } from '../../src-shared/desk-state.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import type { DeskFact } from '../core/desk-fact.ts'

/** How long the server may be unreachable before it becomes an alarm. */
export const unreachableAfterMs = 20_000

type Alarms = DeskState['alarms']

/** The alarms after the fact; the same list if nothing changed. `before` and `after` are the state around it. */
export function reduceAlarms(before: DeskState, after: DeskState, fact: DeskFact): Alarms {
  const { alarms } = before
  const isElsewhere = before.settings.ring.outputDeviceId !== after.settings.ring.outputDeviceId
  const next = [
    unreachable(after, fact, find(alarms, 'server-unreachable')),
    cannotWrite(after),
    alertsBlocked(after.alert),
    soundLost(after.ring, isElsewhere ? null : find(alarms, 'sound-lost')),
  ].filter((alarm) => alarm !== null)
  return isSame(alarms, next) ? alarms : next
}

/** When an alarm will begin even if nothing else happens; null if none will. */
export function nextAlarmAtMs({ connection, alarms }: DeskState): number | null {
  if (connection.kind !== 'offline' || find(alarms, 'server-unreachable')) return null
  return connection.sinceMs + unreachableAfterMs
}

function unreachable({ connection }: DeskState, fact: DeskFact, standing: Alarm | null): Alarm | null {
  // Another server: an alarm about the previous one no longer applies.
  if (fact.kind === 'room-chosen') return null
  // Pressing *reconnect* does not make the server reachable.
  if (connection.kind === 'connecting') return standing
  if (connection.kind !== 'offline') return null
  const isDue = fact.atMs >= connection.sinceMs + unreachableAfterMs
  return standing ?? (isDue ? { kind: 'server-unreachable', sinceMs: connection.sinceMs } : null)
}

/** Told by a server that can be reached; of one that cannot, that is the alarm. */
function cannotWrite({ connection, serverTrouble }: DeskState): Alarm | null {
  if (connection.kind !== 'online' || serverTrouble === null) return null
  return { kind: 'server-cannot-write', trouble: serverTrouble }
}

/** Not before permission was asked for, nor where notices do not exist: nothing went wrong there. */
function alertsBlocked(alert: AlertStatus): Alarm | null {
  const isBlocked =
    alert.kind === 'failed' ||
    (alert.kind === 'suppressed' && (alert.reason === 'permission-denied' || alert.reason === 'turned-off-by-system'))
  return isBlocked ? { kind: 'alerts-blocked' } : null
}

/** Only a ring on the chosen output proves that the sound is back; a silent loudspeaker proves nothing. */
function soundLost(ring: RingStatus, standing: Alarm | null): Alarm | null {
  if (ring.kind === 'failed' || ring.kind === 'other-output') return { kind: 'sound-lost' }
  return ring.kind === 'ringing' ? null : standing
}

function find(alarms: Alarms, kind: Alarm['kind']): Alarm | null {
  return alarms.find((alarm) => alarm.kind === kind) ?? null
}

function isSame(a: Alarms, b: Alarms): boolean {
  return a.length === b.length && a.every((alarm, index) => isSameData(alarm, b[index]))
}
