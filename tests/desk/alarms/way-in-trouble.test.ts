import { expect, test } from 'vitest'
import type { BareFact } from '../../../src-desk/core/desk-fact.ts'
import type { WayTrouble } from '../../../src-shared/way-trouble.ts'
import { coreAfterTimes, makeSnapshot, nowMs } from '../desk-data.ts'

const down: WayTrouble = { kind: 'line-down', sinceMs: nowMs }
const troubled: BareFact = { kind: 'snapshot', payload: makeSnapshot({ way: down }) }
const changed = (revision: number, way: WayTrouble | null): BareFact => {
  return { kind: 'way:changed', payload: { revision, way } }
}

const alarmsAfter = (...facts: readonly BareFact[]) =>
  coreAfterTimes(facts.map((fact, index) => [index * 1_000, fact] as const)).desk.alarms

test('an address by which nobody gets in is an alarm until somebody does', () => {
  expect(alarmsAfter(troubled)).toEqual([{ kind: 'way-in-trouble', trouble: down }])
  const certificate: WayTrouble = { kind: 'certificate', untilMs: null }
  expect(alarmsAfter(troubled, changed(2, certificate))).toEqual([{ kind: 'way-in-trouble', trouble: certificate }])
  expect(alarmsAfter(troubled, changed(2, null))).toEqual([])
})

test('of a server that cannot be reached, nobody knows how others reach it', () => {
  expect(alarmsAfter(troubled, { kind: 'disconnected' })).toEqual([])
})
