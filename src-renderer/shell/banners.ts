/** Which problems the shell tells about, most severe first: a pure function of what is known. */
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { FailureCode } from '../../src-shared/result.ts'
import type { ServerNotice } from '../../src-shared/server-notice.ts'
import type { ServerTrouble } from '../../src-shared/server-trouble.ts'
import type { WayTrouble } from '../../src-shared/way-trouble.ts'
import { ownCall } from '../../src-desk/core/selectors.ts'
import type { AlertPermission } from '../face/face.ts'

export type ShellProblem =
  | { readonly kind: 'server-unreachable'; readonly sinceMs: number }
  | { readonly kind: 'server-cannot-write'; readonly trouble: ServerTrouble }
  | { readonly kind: 'way-in-trouble'; readonly trouble: WayTrouble }
  | { readonly kind: 'sound-lost' }
  | { readonly kind: 'outdated'; readonly version: string; readonly sinceMs: number; readonly isReady: boolean }
  | { readonly kind: 'alerts-blocked' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'offline'; readonly sinceMs: number; readonly isRestart?: true }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'displaced' }
  | { readonly kind: 'ring-needs-gesture' }
  | { readonly kind: 'ring-other-output' }
  | { readonly kind: 'ring-failed' }
  | { readonly kind: 'alert-not-asked' }
  | { readonly kind: 'alert-denied' }
  | { readonly kind: 'alert-unsupported' }
  | { readonly kind: 'alert-turned-off' }
  | { readonly kind: 'alert-failed' }
  | { readonly kind: 'newcomer'; readonly name: string }
  | ServerNotice

/** `permission` is null where there is nothing to ask for (the app). */
export function shellProblems(state: DeskState, permission: AlertPermission | null): readonly ShellProblem[] {
  const connection = connectionProblem(state)
  // During a call, only what the call itself needs may take space from the pictures.
  if (ownCall(state)) return connection ? [connection] : []
  // Of a server that is out of reach nobody can confirm anything.
  const notices = state.connection.kind === 'online' ? state.serverNotices : []
  const problems = [
    connection,
    wayProblem(state),
    ringProblem(state),
    alertProblem(state, permission),
    outdatedProblem(state),
    newcomerProblem(state),
    ...notices,
  ]
  return problems.filter((problem) => problem !== null)
}

function connectionProblem({ connection, alarms }: DeskState): ShellProblem | null {
  // A desk that was refused has a different cause and remedy than a network failure.
  if (connection.kind === 'refused' || connection.kind === 'displaced') return connection
  const told =
    alarms.find((alarm) => alarm.kind === 'server-unreachable') ??
    alarms.find((alarm) => alarm.kind === 'server-cannot-write')
  return told ?? (connection.kind === 'online' ? null : connection)
}

function wayProblem({ alarms }: DeskState): ShellProblem | null {
  return alarms.find((alarm) => alarm.kind === 'way-in-trouble') ?? null
}

/** The alarm outlasts the current state: lost sound is not back just because nothing rings now. */
function ringProblem({ ring, alarms }: DeskState): ShellProblem | null {
  if (ring.kind === 'needs-gesture') return { kind: 'ring-needs-gesture' }
  if (ring.kind === 'other-output') return { kind: 'ring-other-output' }
  if (alarms.some((alarm) => alarm.kind === 'sound-lost')) return { kind: 'sound-lost' }
  return ring.kind === 'failed' ? { kind: 'ring-failed' } : null
}

function newcomerProblem({ newcomers: [first] }: DeskState): ShellProblem | null {
  return first ? { kind: 'newcomer', name: first.name } : null
}

function outdatedProblem({ alarms, update }: DeskState): ShellProblem | null {
  const alarm = alarms.find((each) => each.kind === 'outdated')
  return alarm ? { ...alarm, isReady: update.kind === 'ready' } : null
}

/** The live permission says more than the last notice: it may have changed since, and is known before any knock. */
function alertProblem({ alert, alarms }: DeskState, permission: AlertPermission | null): ShellProblem | null {
  const isStale = permission === 'granted' && alert.kind !== 'failed'
  if (permission === 'not-asked') return { kind: 'alert-not-asked' }
  if (alarms.some((alarm) => alarm.kind === 'alerts-blocked') && !isStale) return { kind: 'alerts-blocked' }
  if (permission === 'denied') return { kind: 'alert-denied' }
  if (permission === 'unsupported') return { kind: 'alert-unsupported' }
  if (alert.kind === 'failed') return { kind: 'alert-failed' }
  if (alert.kind !== 'suppressed') return null
  if (alert.reason === 'turned-off-by-system') return { kind: 'alert-turned-off' }
  if (alert.reason === 'unsupported') return { kind: 'alert-unsupported' }
  return permission === 'granted' ? null : { kind: 'alert-denied' }
}
