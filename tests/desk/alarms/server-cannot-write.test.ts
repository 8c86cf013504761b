import { expect, test } from 'vitest'
import type { BareFact } from '../../../src-desk/core/desk-fact.ts'
import { coreAfterTimes, makeSnapshot } from '../desk-data.ts'

const full: BareFact = { kind: 'snapshot', payload: makeSnapshot({ trouble: 'disk-full' }) }
const troubled = (revision: number, trouble: 'disk-full' | 'database' | null): BareFact => {
  return { kind: 'trouble:changed', payload: { revision, trouble } }
}
const alarm = (trouble: 'disk-full' | 'database') => ({ kind: 'server-cannot-write', trouble })

const alarmsAfter = (...facts: readonly BareFact[]) =>
  coreAfterTimes(facts.map((fact, index) => [index * 1_000, fact] as const)).desk.alarms

test('a server that cannot write is an alarm from its first word on, until it can', () => {
  expect(alarmsAfter(full)).toEqual([alarm('disk-full')])
  expect(alarmsAfter(full, troubled(2, 'database'))).toEqual([alarm('database')])
  expect(alarmsAfter(full, troubled(2, null))).toEqual([])
})

test('of a server that cannot be reached, nobody knows whether it can write', () => {
  expect(alarmsAfter(full, { kind: 'disconnected' })).toEqual([])
})
