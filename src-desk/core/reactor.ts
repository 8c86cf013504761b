import type { LocalFact } from './desk-fact.ts'
import type { DeskPorts } from '../ports.ts'
import type { CoreState } from './core-state.ts'
import { isSameData } from '../../src-shared/same-data.ts'

/** Called with every new state; what it does is an effect and never a change of state. */
export type Reactor = (state: CoreState) => void

export type ReactorDeps = {
  readonly ports: DeskPorts
  /** Tells the core what became of an effect. It is taken up after the present fact. */
  readonly record: (fact: LocalFact) => void
}

/**
 * Runs `effect` with what `select` picks: with the first state, and then whenever the picked data differ. Not with
 * every state, which matters to an effect that is followed by a fact: other facts may be taken up before it.
 */
export function follow<T>(select: (state: CoreState) => T, effect: (picked: T, state: CoreState) => void): Reactor {
  let last: { readonly picked: T } | null = null
  return (state) => {
    const picked = select(state)
    if (last && isSameData(last.picked, picked)) return
    last = { picked }
    effect(picked, state)
  }
}
