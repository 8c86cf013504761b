import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  canRetry,
  firstStep,
  nextStep,
  type PairingEvent,
  type PairingStep,
} from '../../../src-renderer/page/pairing-steps.ts'
import { PairingCodeSchema, PairingSchema, PairingTicketSchema, type PairingLink } from '../../../src-shared/pairing.ts'

const pairing = (room: string, letter: string) =>
  v.parse(PairingSchema, { room, key: letter.repeat(43), deskId: letter })
const present = pairing('front-desk', 'k')
const elsewhere = pairing('back-door', 'n')
const code = v.parse(PairingCodeSchema, 'c'.repeat(43))
const ticket = v.parse(PairingTicketSchema, 't'.repeat(43))
const sameRoom = { room: present.room, code }
const otherRoom = { room: elsewhere.room, code }
const byCode = (link: typeof sameRoom): PairingLink => ({ kind: 'code', link })

/** Where these events lead from a link. */
function walk(first: PairingStep, ...events: readonly PairingEvent[]): PairingStep {
  return events.reduce(nextStep, first)
}

const worked: PairingEvent = { kind: 'worked', pairing: elsewhere }
const failed = (problem: Extract<PairingEvent, { readonly kind: 'failed' }>['problem']): PairingEvent => ({
  kind: 'failed',
  problem,
})

describe('a browser that is not paired', () => {
  test('explains how to pair, and what is wrong with a link that is not whole, or of before', () => {
    expect(firstStep(null, null)).toEqual({ kind: 'explain', problem: null, present: null })
    for (const kind of ['malformed', 'outdated'] as const) {
      expect(firstStep(null, { kind })).toEqual({ kind: 'explain', problem: kind, present: null })
    }
  })

  test('takes what a link brings, without a question', () => {
    const first = firstStep(null, byCode(otherRoom))
    expect(first).toEqual({ kind: 'exchange', present: null, link: otherRoom })
    expect(walk(first, worked)).toEqual({ kind: 'start', pairing: elsewhere, isNew: true })
    expect(walk(first, failed('refused'))).toEqual({ kind: 'explain', problem: 'refused', present: null })
  })
})

describe('a device that has to be compared', () => {
  const comparing = walk(firstStep(null, byCode(otherRoom)), { kind: 'to-compare', ticket, number: '4821' })

  test('shows its number, and starts once it was let in', () => {
    expect(comparing).toEqual({ kind: 'compare', present: null, link: otherRoom, ticket, number: '4821' })
    expect(walk(comparing, worked)).toEqual({ kind: 'start', pairing: elsewhere, isNew: true })
  })

  test('says so when it was not', () => {
    expect(walk(comparing, failed('not-let-in'))).toMatchObject({ kind: 'explain', problem: 'not-let-in' })
    expect(walk(comparing, { kind: 'agreed' })).toBe(comparing)
  })
})

describe('a paired browser', () => {
  const keeps = { kind: 'start', pairing: present, isNew: false }

  test('starts, without a link and with a bookmark of before', () => {
    expect(firstStep(present, null)).toEqual(keeps)
    expect(firstStep(present, { kind: 'outdated' })).toEqual(keeps)
  })

  test('that is a desk of the link’s room stays what it is, and uses up nothing', () => {
    const first = firstStep(present, byCode(sameRoom))
    expect(first).toEqual({ kind: 'try-present', present, link: sameRoom })
    for (const event of [worked, failed('offline'), failed('rate-limited')]) expect(walk(first, event)).toEqual(keeps)
  })

  test('is asked before a code of another room is used up', () => {
    const first = firstStep(present, byCode(otherRoom))
    expect(walk(first, worked)).toEqual({ kind: 'ask', present, link: otherRoom })
    expect(walk(first, failed('offline'))).toMatchObject({ kind: 'ask' })
    expect(walk(first, worked, { kind: 'kept' })).toEqual(keeps)
    const exchanging = walk(first, worked, { kind: 'agreed' })
    expect(exchanging).toEqual({ kind: 'exchange', present, link: otherRoom })
    expect(walk(exchanging, failed('refused'))).toEqual({ kind: 'explain', problem: 'refused', present })
    expect(walk(exchanging, worked)).toEqual({ kind: 'start', pairing: elsewhere, isNew: true })
  })

  test('is not asked about a pairing that no longer works', () => {
    for (const link of [sameRoom, otherRoom]) {
      expect(walk(firstStep(present, byCode(link)), failed('not-valid'))).toEqual({ kind: 'exchange', present, link })
    }
  })

  test('does nothing by an answer that nobody asked for', () => {
    const asking = walk(firstStep(present, byCode(otherRoom)), worked)
    expect(walk(asking, worked)).toBe(asking)
    const first = firstStep(present, byCode(otherRoom))
    expect(walk(first, { kind: 'agreed' })).toBe(first)
  })
})

test('a link is worth another try where time may help', () => {
  expect((['malformed', 'outdated', 'refused', 'rate-limited', 'offline'] as const).filter(canRetry)).toEqual([
    'rate-limited',
    'offline',
  ])
})
