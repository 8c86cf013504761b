import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskFact } from '../core/desk-fact.ts'
import { hourMs } from '../../src-shared/duration.ts'

type SelfTestSlice = Pick<DeskState, 'selfTest'>

/** Returns the fields that change. */
export function reduceSelfTest(_slice: SelfTestSlice, fact: DeskFact): Partial<SelfTestSlice> {
  if (fact.kind === 'self-test-started') return { selfTest: { kind: 'running' } }
  if (fact.kind === 'self-test-ended') return { selfTest: { kind: 'done', atMs: fact.atMs, checks: fact.checks } }
  return {}
}

/** When this desk next checks itself. */
export type SelfTestPlan = {
  /** The setting that this plan follows. */
  readonly atMinute: number | null
  /** Epoch ms of this desk's clock; null for never. */
  readonly nextAtMs: number | null
  /** How many times it has been due. */
  readonly dues: number
}

export const initialSelfTestPlan: SelfTestPlan = { atMinute: null, nextAtMs: null, dues: 0 }

/** Longer than any day: the clock must have been set back. */
const tooFarMs = 26 * hourMs

/** `after` is the visible state after the fact. */
export function reduceSelfTestPlan(plan: SelfTestPlan, fact: DeskFact, after: DeskState): SelfTestPlan {
  const atMinute = after.settings.selfTestAtMinute
  if (atMinute === null) return plan.atMinute === null ? plan : { ...plan, atMinute, nextAtMs: null }
  const isDue = plan.atMinute === atMinute && plan.nextAtMs !== null && fact.atMs >= plan.nextAtMs
  const isStale = plan.atMinute !== atMinute || plan.nextAtMs === null || plan.nextAtMs - fact.atMs > tooFarMs
  if (!isDue && !isStale) return plan
  return { atMinute, nextAtMs: nextTimeOfDay(atMinute, fact.atMs), dues: plan.dues + (isDue ? 1 : 0) }
}

/**
 * The next time after `nowMs` at which this computer's clock shows this minute of the day, as epoch ms. If the clock
 * skips that minute, it is as much later as the clock jumps.
 */
export function nextTimeOfDay(minute: number, nowMs: number): number {
  const today = atMinuteOf(new Date(nowMs), minute)
  if (today > nowMs) return today
  const tomorrow = new Date(nowMs)
  tomorrow.setDate(tomorrow.getDate() + 1)
  return atMinuteOf(tomorrow, minute)
}

function atMinuteOf(day: Date, minute: number): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), 0, minute).getTime()
}
