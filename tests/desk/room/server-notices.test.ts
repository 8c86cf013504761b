import { expect, test } from 'vitest'
import type { BareFact } from '../../../src-desk/core/desk-fact.ts'
import type { ServerNotice } from '../../../src-shared/server-notice.ts'
import { coreAfterTimes, makeSnapshot } from '../desk-data.ts'

const unread: ServerNotice = { kind: 'entries-set-aside', count: 1 }
const jumped: ServerNotice = { kind: 'clock-jumped', byMs: 86_400_000 }

const noticesAfter = (...facts: readonly BareFact[]) =>
  coreAfterTimes(facts.map((fact, index) => [index * 1_000, fact] as const)).desk.serverNotices

const told = (revision: number, notices: readonly ServerNotice[]): BareFact => {
  return { kind: 'notices:changed', payload: { revision, notices } }
}

test('what the server wants a person to know is that of its last word', () => {
  const first: BareFact = { kind: 'snapshot', payload: makeSnapshot({ notices: [unread] }) }
  expect(noticesAfter(first)).toEqual([unread])
  expect(noticesAfter(first, told(2, [jumped, unread]))).toEqual([jumped, unread])
  expect(noticesAfter(first, told(2, [jumped]), told(3, []))).toEqual([])
})
