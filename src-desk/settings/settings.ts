import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskFact } from '../core/desk-fact.ts'

type SettingsSlice = Pick<DeskState, 'settings' | 'self'>

/** Returns the fields that change. */
export function reduceSettings({ self }: SettingsSlice, fact: DeskFact): Partial<SettingsSlice> {
  if (fact.kind !== 'settings-changed') return {}
  return { settings: fact.settings, ...(fact.name === self.name ? {} : { self: { ...self, name: fact.name } }) }
}
