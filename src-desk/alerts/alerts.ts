import type { DeskState } from '../../src-shared/desk-state.ts'
import type { KnockId } from '../../src-shared/ids.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import type { DeskFact } from '../core/desk-fact.ts'
import { isOnline, knockIsCalling, waitingKnocks } from '../core/selectors.ts'

/** What the alert policy has to remember besides the visible state. */
export type AlertMemory = {
  /** Open knocks already announced; no knock is announced twice. */
  readonly announced: readonly KnockId[]
  /** Alerts that may still be on the screen. */
  readonly standing: readonly KnockId[]
}

export const initialAlertMemory: AlertMemory = { announced: [], standing: [] }

type AlertSlice = Pick<DeskState, 'alert'>

/** Returns the fields that change. */
export function reduceAlert({ alert }: AlertSlice, fact: DeskFact): Partial<AlertSlice> {
  if (fact.kind === 'alert-reported') return { alert: fact.status }
  // The self-test managed to show one, so alerts work again.
  const isProved =
    fact.kind === 'self-test-ended' &&
    fact.checks.some(({ part, outcome }) => part === 'alert' && outcome.kind === 'good')
  return isProved && alert.kind !== 'shown' ? { alert: { kind: 'shown' } } : {}
}

/** `after` is the visible state after the fact. */
export function reduceAlertMemory(memory: AlertMemory, fact: DeskFact, after: DeskState): AlertMemory {
  if (fact.kind === 'knock-announced') {
    return { announced: [...memory.announced, fact.knockId], standing: withId(memory.standing, fact.knockId) }
  }
  if (fact.kind === 'alert-reported') {
    if (fact.status.kind !== 'shown' || fact.knockId === null) return memory
    // It may have been cleared before it appeared, so it has to be cleared again.
    return { ...memory, standing: withId(memory.standing, fact.knockId) }
  }
  if (fact.kind === 'alert-cleared') {
    return { ...memory, standing: memory.standing.filter((id) => id !== fact.knockId) }
  }
  const announced = memory.announced.filter((id) => after.knocks.some((knock) => knock.id === id))
  return announced.length === memory.announced.length ? memory : { ...memory, announced }
}

function withId(ids: readonly KnockId[], id: KnockId): readonly KnockId[] {
  return ids.includes(id) ? ids : [...ids, id]
}

type AlertState = { readonly desk: DeskState; readonly alertMemory: AlertMemory }

/** The oldest knock that has not been announced here yet. */
export function knockToAlert({ desk, alertMemory }: AlertState): DeskKnock | null {
  if (!isOnline(desk)) return null
  return desk.knocks.find((knock) => knockIsCalling(knock) && !alertMemory.announced.includes(knock.id)) ?? null
}

/** An alert whose knock was answered, held, or is gone. */
export function alertToClear({ desk, alertMemory }: AlertState): KnockId | null {
  const waiting = new Set(waitingKnocks(desk).map((knock) => knock.id))
  return alertMemory.standing.find((id) => !waiting.has(id)) ?? null
}
