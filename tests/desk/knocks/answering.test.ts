import { describe, expect, test } from 'vitest'
import { abilityFor, firstToAdmit } from '../../../src-desk/knocks/answering.ts'
import type { BareFact } from '../../../src-desk/core/desk-fact.ts'
import { callStarted, denial, deskAfter, held, knocked, makeKnock, online, otherDesk, withdrawn } from '../desk-data.ts'

const away = { visitorLink: 'lost' } as const
const disconnected: BareFact = { kind: 'disconnected' }

describe('the first to admit', () => {
  test.each<[who: string, facts: readonly BareFact[], first: string | null]>([
    ['nobody, when nobody knocks', [], null],
    ['whoever came first', [knocked('a'), knocked('b')], 'a'],
    ['whoever’s page is connected, before one whose page is away', [knocked('a', away), knocked('b')], 'b'],
    ['whoever waits, before one who is held', [knocked('a', { phase: held }), knocked('b')], 'b'],
    [
      'whoever waits with a page that is away, before one who is held',
      [knocked('a', { phase: held }), knocked('b', away)],
      'b',
    ],
    ['nobody who was asked to wait, though nobody else knocks', [knocked('a', { phase: held })], null],
    ['nobody who is about to be denied', [knocked('a', { denial }), knocked('b')], 'b'],
    ['whoever is left', [knocked('a'), knocked('b'), withdrawn('a')], 'b'],
  ])('is %s', (_who, facts, first) => {
    expect(firstToAdmit(deskAfter([online(), ...facts]))?.id ?? null).toBe(first)
  })
})

describe('a knock that is about to be denied', () => {
  test.each<[when: string, facts: readonly BareFact[], canUndoDeny: boolean]>([
    ['can only be left to wait after all', [knocked('a', { denial })], true],
    ['also beside a call of this desk', [knocked('a', { denial }), callStarted('c')], true],
    ['but not without the server', [knocked('a', { denial }), disconnected], false],
  ])('%s', (_when, facts, canUndoDeny) => {
    const ability = abilityFor(deskAfter([online(), ...facts]), makeKnock('a', { denial }))
    expect(ability).toMatchObject({ canAdmit: false, canHold: false, canDeny: false, canUndoDeny })
  })
})

describe('a knock can be admitted', () => {
  test.each<[when: string, facts: readonly BareFact[], canAdmit: boolean]>([
    ['while it waits', [knocked('a')], true],
    ['while it is held', [knocked('a', { phase: held })], true],
    ['while its page is away', [knocked('a', away)], true],
    ['but not during a call of this desk', [knocked('a'), callStarted('c')], false],
    ['during another desk’s call', [knocked('a'), callStarted('c', { desk: otherDesk })], true],
    ['but not without the server', [knocked('a'), disconnected], false],
  ])('%s', (_when, facts, canAdmit) => {
    expect(abilityFor(deskAfter([online(), ...facts]), makeKnock('a'))).toMatchObject({ canAdmit })
  })
})
