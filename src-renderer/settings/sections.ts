import type { Surroundings } from '../face/face.ts'

/** What holds for the whole company, kept by the server … */
export const companySections = [
  'company',
  'hours',
  'replies',
  'calling',
  'call-outs',
  'blocks',
  'log',
  'relay',
  'desks',
] as const
/** … and what this one desk remembers. */
export const deskSections = ['first-steps', 'desk', 'sound', 'devices', 'self-test', 'network'] as const

export type SettingsSection = (typeof companySections)[number] | (typeof deskSections)[number]

/** The sections that exist here. A browser has no server and no network settings of its own. */
export function sectionsIn(surroundings: Surroundings['kind']): readonly SettingsSection[] {
  const all = [...companySections, ...deskSections]
  return surroundings === 'app' ? all : all.filter((section) => section !== 'network')
}

/** The section in the address, e.g. `#settings/hours`; null while none was chosen. */
export function sectionIn(hash: string): SettingsSection | null {
  const all: readonly SettingsSection[] = [...companySections, ...deskSections]
  return all.find((section) => hash === `#settings/${section}`) ?? null
}
