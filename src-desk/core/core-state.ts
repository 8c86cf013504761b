import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import { reduceAlarms } from '../alarms/alarms.ts'
import { calm, escalationOf, type EscalationSteps } from '../ring/escalation.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import { initialAlertMemory, reduceAlertMemory, type AlertMemory } from '../alerts/alerts.ts'
import type { DeskFact } from './desk-fact.ts'
import { reduceHangUps, withoutLeftCalls, type OwedHangUps } from '../calls/hang-ups.ts'
import { initialDeskState, reduceDesk } from './reduce-desk.ts'
import { initialRingMemory, reduceRingMemory, type RingMemory } from '../ring/ring.ts'
import { initialSelfTestPlan, reduceSelfTestPlan, type SelfTestPlan } from '../self-test/self-test.ts'

/** What the face sees, plus what only the core's policies have to remember. */
export type CoreState = {
  readonly desk: DeskState
  readonly escalation: EscalationSteps
  readonly ringMemory: RingMemory
  readonly alertMemory: AlertMemory
  readonly owedHangUps: OwedHangUps
  readonly selfTestPlan: SelfTestPlan
  readonly isScreenLocked: boolean
}

export function initialCoreState(self: DeskRef, settings: DeskSettings): CoreState {
  return {
    desk: initialDeskState(self, settings),
    escalation: calm,
    ringMemory: initialRingMemory,
    alertMemory: initialAlertMemory,
    owedHangUps: [],
    selfTestPlan: initialSelfTestPlan,
    isScreenLocked: false,
  }
}

/** The next state. It stays the same object, and so does its `desk`, if the fact changes nothing in it. */
export function reduceCore(state: CoreState, fact: DeskFact): CoreState {
  const owedHangUps = reduceHangUps(state.owedHangUps, fact)
  const seen = withoutLeftCalls(owedHangUps, fact)
  if (seen === null) return state
  const told = reduceDesk(state.desk, seen)
  const escalation = escalationOf(told, fact.atMs)
  const desk = withDerived(told, escalation.isFlashing, reduceAlarms(state.desk, told, seen))
  const next: CoreState = {
    desk,
    escalation: isSameData(escalation, state.escalation) ? state.escalation : escalation,
    ringMemory: reduceRingMemory(state.ringMemory, seen, { before: state.desk, after: desk }),
    alertMemory: reduceAlertMemory(state.alertMemory, seen, desk),
    owedHangUps,
    selfTestPlan: reduceSelfTestPlan(state.selfTestPlan, fact, desk),
    isScreenLocked: fact.kind === 'screen-locked' ? fact.isLocked : state.isScreenLocked,
  }
  return isSameState(state, next) ? state : next
}

/** Kept in the state, although it follows from state and time, so that every window sees the same. */
function withDerived(desk: DeskState, isFlashing: boolean, alarms: DeskState['alarms']): DeskState {
  return isFlashing === desk.isFlashing && alarms === desk.alarms ? desk : { ...desk, isFlashing, alarms }
}

function isSameState(a: CoreState, b: CoreState): boolean {
  return (
    a.desk === b.desk &&
    a.escalation === b.escalation &&
    a.ringMemory === b.ringMemory &&
    a.alertMemory === b.alertMemory &&
    a.owedHangUps === b.owedHangUps &&
    a.selfTestPlan === b.selfTestPlan &&
    a.isScreenLocked === b.isScreenLocked
  )
}
