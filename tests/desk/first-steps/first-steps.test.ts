import { describe, expect, test } from 'vitest'
import { attention } from '../../../src-desk/alerts/attention.ts'
import { firstSteps, type FirstStepFacts } from '../../../src-desk/first-steps/first-steps.ts'
import { coreAfter, deskAfter, knocked, online, withdrawn } from '../desk-data.ts'
import { startDesk, tell } from '../running-desk.ts'

const nothing: FirstStepFacts = {
  profile: { company: { ja: ' ', en: '' }, phone: '', greeting: { ja: '', en: '' } },
  settings: { hasRung: false },
  isPublic: false,
  pairedDesks: 1,
  hasVisits: false,
}
const company = { ja: '', en: 'Sato Works' }

describe('a first step is done', () => {
  test.each<[when: string, facts: Partial<FirstStepFacts>, done: readonly string[]]>([
    ['not before anything is', {}, []],
    ['not by a company without a phone', { profile: { ...nothing.profile, company } }, []],
    ['not by a phone without a company', { profile: { ...nothing.profile, phone: '03-1' } }, []],
    ['by both, in whatever language', { profile: { ...nothing.profile, company, phone: '03-1' } }, ['company']],
    ['by a ring', { settings: { hasRung: true } }, ['ring']],
    ['by an address for everybody', { isPublic: true }, ['address']],
    ['by a second desk', { pairedDesks: 2 }, ['desk']],
    ['by a visit', { hasVisits: true }, ['colleague']],
  ])('%s', (_when, facts, done) => {
    const steps = [...firstSteps({ ...nothing, ...facts })]
    expect(steps.filter(([, isDone]) => isDone).map(([kind]) => kind)).toEqual(done)
    expect(steps).toHaveLength(5)
  })
})

test('that a knock has sounded is known from the ringer, and kept', () => {
  const { desk, ports } = startDesk()
  expect(desk.getState().settings.hasRung).toBe(false)
  tell(ports, online())
  ports.ringer.report({ kind: 'needs-gesture' })
  expect(desk.getState().settings.hasRung).toBe(false)
  ports.ringer.report({ kind: 'ringing' })
  ports.ringer.report({ kind: 'silent' })
  ports.ringer.report({ kind: 'ringing' })
  expect(desk.getState().settings.hasRung).toBe(true)
  expect(ports.settings.saved.map(({ hasRung }) => hasRung)).toEqual([true])
  desk.dispose()
})

test('a practice knock is in no list of those who came, and in no number', () => {
  const practised = knocked('a', { kind: 'practice' })
  expect(attention(coreAfter([online(), practised])).openKnocks).toBe(0)
  expect(deskAfter([online(), practised, withdrawn('a')])).toMatchObject({ knocks: [], recentEnds: [] })
  expect(deskAfter([online(), knocked('b'), withdrawn('b')]).recentEnds).toHaveLength(1)
})
