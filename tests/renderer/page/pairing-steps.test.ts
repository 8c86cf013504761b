import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  canRetry,
  firstStep,
  nextStep,
  type PairingEvent,
  type PairingStep,
} from '../../../src-renderer/page/pairing-steps.ts'
import { DeskKeySchema, RoomAddressSchema } from '../../../src-shared/ids.ts'
import { PairingCodeSchema, type PairingLink } from '../../../src-shared/pairing.ts'

const pairing = (room: string, letter: string) => ({
  room: v.parse(RoomAddressSchema, room),
  key: v.parse(DeskKeySchema, letter.repeat(43)),
})
const present = pairing('front-desk', 'k')
const another = pairing('front-desk', 'n')
const elsewhere = pairing('back-door', 'n')
const link = { room: present.room, code: v.parse(PairingCodeSchema, 'c'.repeat(43)) }
const byKey = (one: typeof present): PairingLink => ({ kind: 'key', pairing: one })
const byCode: PairingLink = { kind: 'code', link }

/** Where these events lead from a link. */
function walk(first: PairingStep, ...events: readonly PairingEvent[]): PairingStep {
  return events.reduce(nextStep, first)
}

const worked: PairingEvent = { kind: 'worked', pairing: another }
const failed = (problem: Extract<PairingEvent, { readonly kind: 'failed' }>['problem']): PairingEvent => ({
  kind: 'failed',
  problem,
})

describe('a browser that is not paired', () => {
  test('explains how to pair, and what is wrong with a link that is not whole', () => {
    expect(firstStep(null, null)).toEqual({ kind: 'explain', problem: null, present: null })
    expect(firstStep(null, { kind: 'malformed' })).toEqual({ kind: 'explain', problem: 'malformed', present: null })
  })

  test('takes what a link brings', () => {
    expect(firstStep(null, byKey(another))).toEqual({ kind: 'start', pairing: another, isNew: true })
    expect(firstStep(null, byCode)).toEqual({ kind: 'exchange', present: null, link })
    expect(walk(firstStep(null, byCode), worked)).toEqual({ kind: 'start', pairing: another, isNew: true })
    expect(walk(firstStep(null, byCode), failed('refused'))).toEqual({
      kind: 'explain',
      problem: 'refused',
      present: null,
    })
  })
})

describe('a paired browser', () => {
  const keeps = { kind: 'start', pairing: present, isNew: false }

  test('starts, without a link and with its own', () => {
    expect(firstStep(present, null)).toEqual(keeps)
    expect(firstStep(present, byKey(present))).toEqual(keeps)
  })

  test.each([another, elsewhere])('tries another key before anything else: $room', (offered) => {
    const offer = { kind: 'key', pairing: offered }
    const first = firstStep(present, byKey(offered))
    expect(first).toEqual({ kind: 'try-offered', present, offer })
    for (const problem of ['not-valid', 'rate-limited', 'offline'] as const) {
      expect(walk(first, failed(problem))).toEqual({ kind: 'explain', problem, present })
    }
    expect(walk(first, worked)).toEqual({ kind: 'try-present', present, offer })
    expect(walk(first, worked, worked)).toEqual({ kind: 'ask', present, offer })
    expect(walk(first, worked, worked, { kind: 'kept' })).toEqual(keeps)
    expect(walk(first, worked, worked, { kind: 'agreed' })).toEqual({ kind: 'start', pairing: offered, isNew: true })
  })

  test('is asked before a code is used up', () => {
    const first = firstStep(present, byCode)
    expect(first).toEqual({ kind: 'try-present', present, offer: byCode })
    expect(walk(first, worked)).toEqual({ kind: 'ask', present, offer: byCode })
    expect(walk(first, worked, { kind: 'kept' })).toEqual(keeps)
    const exchanging = walk(first, worked, { kind: 'agreed' })
    expect(exchanging).toEqual({ kind: 'exchange', present, link })
    expect(walk(exchanging, failed('refused'))).toEqual({ kind: 'explain', problem: 'refused', present })
    expect(walk(exchanging, worked)).toEqual({ kind: 'start', pairing: another, isNew: true })
  })

  test('is not asked about a pairing that no longer works, but is where nobody could tell', () => {
    expect(walk(firstStep(present, byCode), failed('not-valid'))).toEqual({ kind: 'exchange', present, link })
    expect(walk(firstStep(present, byKey(another)), worked, failed('not-valid'))).toEqual({
      kind: 'start',
      pairing: another,
      isNew: true,
    })
    expect(walk(firstStep(present, byCode), failed('offline'))).toMatchObject({ kind: 'ask' })
  })

  test('does nothing by an answer that nobody asked for', () => {
    const asking = walk(firstStep(present, byCode), worked)
    expect(walk(asking, worked)).toBe(asking)
    const first = firstStep(present, byKey(another))
    expect(walk(first, { kind: 'agreed' })).toBe(first)
  })
})

test('a link is worth another try where time may help', () => {
  expect((['malformed', 'refused', 'not-valid', 'rate-limited', 'offline'] as const).filter(canRetry)).toEqual([
    'rate-limited',
    'offline',
  ])
})
