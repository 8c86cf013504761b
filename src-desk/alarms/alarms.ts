import type { Alarm, AlertStatus, DeskState, RingStatus } from '../../src-shared/desk-state.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import type { UpdateStatus } from '../../src-shared/update-status.ts'
import type { DeskFact } from '../core/desk-fact.ts'
import { outdatedAtMs } from '../updates/updates.ts'

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
    wayInTrouble(after),
    alertsBlocked(after.alert),
    soundLost(after.ring, isElsewhere ? null : find(alarms, 'sound-lost')),
    outdated(after.update, fact.atMs),
  ].filter((alarm) => alarm !== null)
  return isSame(alarms, next) ? alarms : next
}

/** When an alarm will begin even if nothing else happens; null if none will. */
export function nextAlarmAtMs({ connection, alarms, update }: DeskState): number | null {
  const isGone = connection.kind === 'offline' && !find(alarms, 'server-unreachable')
  const times = [
    isGone ? connection.sinceMs + unreachableAfterMs : null,
    find(alarms, 'outdated') ? null : outdatedAtMs(update),
  ].filter((time) => time !== null)
  return times.length === 0 ? null : Math.min(...times)
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

/** Told by the server, as whether it can write is. */
function wayInTrouble({ connection, wayTrouble }: DeskState): Alarm | null {
  if (connection.kind !== 'online' || wayTrouble === null) return null
  return { kind: 'way-in-trouble', trouble: wayTrouble }
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

function outdated(update: UpdateStatus, nowMs: number): Alarm | null {
  const atMs = outdatedAtMs(update)
  if (update.kind === 'none' || atMs === null || nowMs < atMs) return null
  return { kind: 'outdated', version: update.version, sinceMs: update.releasedAtMs }
}

function find(alarms: Alarms, kind: Alarm['kind']): Alarm | null {
  return alarms.find((alarm) => alarm.kind === kind) ?? null
}

function isSame(a: Alarms, b: Alarms): boolean {
  return a.length === b.length && a.every((alarm, index) => isSameData(alarm, b[index]))
}
