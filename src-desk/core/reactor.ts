import type { LocalFact } from './desk-fact.ts'
import type { DeskPorts } from '../ports.ts'
import type { CoreState } from './core-state.ts'
import { isSameData } from '../../src-shared/same-data.ts'

/** Called with every new state, to have an effect outside it. */
export type Reactor = (state: CoreState) => void

export type ReactorDeps = {
  readonly ports: DeskPorts
  /** Tells the core what came of an effect. It is processed after the current fact. */
  readonly record: (fact: LocalFact) => void
}

/**
 * Runs `effect` with the first state, and then whenever what `select` picks has changed. Comparing matters for effects
 * that record a fact: other facts may be processed before it.
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
