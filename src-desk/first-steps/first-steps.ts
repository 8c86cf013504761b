/** What a company still has to do before its first visitor comes: told by facts, never ticked by a person. */
import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import type { Profile } from '../../src-shared/room.ts'

export const firstStepKinds = ['company', 'ring', 'address', 'desk', 'colleague'] as const
export type FirstStepKind = (typeof firstStepKinds)[number]

export type FirstStepFacts = {
  readonly profile: Profile
  readonly settings: Pick<DeskSettings, 'hasRung'>
  readonly isPublic: boolean
  readonly pairedDesks: number
  /** Whether anybody has ever knocked. */
  readonly hasVisits: boolean
}

/** In the order in which they are best done. */
export function firstSteps(facts: FirstStepFacts): ReadonlyMap<FirstStepKind, boolean> {
  const { company, phone } = facts.profile
  const isDone: Record<FirstStepKind, boolean> = {
    company: Object.values(company).some((name) => name.trim() !== '') && phone !== '',
    ring: facts.settings.hasRung,
    address: facts.isPublic,
    desk: facts.pairedDesks > 1,
    colleague: facts.hasVisits,
  }
  return new Map(firstStepKinds.map((kind) => [kind, isDone[kind]]))
}
