import type { DeskState } from '../../src-shared/desk-state.ts'
import { outdatedAfterMs, type UpdateStatus } from '../../src-shared/update-status.ts'
import type { DeskFact } from '../core/desk-fact.ts'

export function reduceUpdate(_: Pick<DeskState, 'update'>, fact: DeskFact): Partial<DeskState> {
  return fact.kind === 'update-reported' ? { update: fact.status } : {}
}

/**
 * Whether the app may end and begin again. Not only this desk has to be free: the room server may run inside this app,
 * and other desks and visitors would lose it too.
 */
export function mayRestart({ knocks, calls }: Pick<DeskState, 'knocks' | 'calls'>): boolean {
  return knocks.length === 0 && calls.length === 0
}

/** Whether the night is the time: everything is there, and nobody has to type a password. */
export function installsAtNight(update: UpdateStatus): boolean {
  return update.kind === 'ready' && update.installsAlone
}

/** When a version that waits becomes an alarm, epoch ms; null while none does. */
export function outdatedAtMs(update: UpdateStatus): number | null {
  return update.kind === 'ready' || update.kind === 'failed' ? update.releasedAtMs + outdatedAfterMs : null
}
