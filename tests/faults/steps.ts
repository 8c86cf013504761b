/** What people and the world do, as data, so that a sequence can be printed, made smaller and run again. */
import * as fc from 'fast-check'
import { ackFaults, type AckFault } from './frail-socket.ts'
import type { Decision } from './frail-desk.ts'
import { deskCount, visitorCount } from './world.ts'

export type Step =
  | {
      readonly kind: 'knock' | 'enter' | 'withdraw' | 'leave' | 'call-back'
      readonly visitor: number
      readonly waits: boolean
    }
  | { readonly kind: 'page'; readonly visitor: number; readonly how: 'reload' | 'second tab' | 'close' }
  | {
      readonly kind: 'decide'
      readonly desk: number
      readonly visitor: number
      readonly decision: Decision
      readonly waits: boolean
    }
  /** Two desks, and perhaps the visitor, in the same millisecond. */
  | {
      readonly kind: 'race'
      readonly visitor: number
      readonly decisions: readonly [Decision, Decision]
      readonly withdraws: boolean
    }
  | { readonly kind: 'hang-up' | 'follow-up'; readonly desk: number }
  /** Makes a link for whoever uses it. */
  | { readonly kind: 'invite'; readonly desk: number; readonly visitor: number }
  | { readonly kind: 'lock'; readonly desk: number; readonly isLocked: boolean }
  | { readonly kind: 'presence'; readonly desk: number; readonly presence: 'open' | 'away' | 'closed' }
  | { readonly kind: 'revoke'; readonly desk: number }
  | { readonly kind: 'path'; readonly client: number; readonly fault: PathFault }
  | { readonly kind: 'acks'; readonly desk: number; readonly fault: AckFault }
  | { readonly kind: 'release'; readonly desk: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'crash'; readonly waits: boolean }
  /** Compares what the desks see with what the server says. */
  | { readonly kind: 'look' }

export const pathFaults = ['cut', 'stall', 'lose-client', 'slow', 'quick'] as const
export type PathFault = (typeof pathFaults)[number]

const visitor = fc.nat({ max: visitorCount - 1 })
const desk = fc.nat({ max: deskCount - 1 })
const client = fc.nat({ max: deskCount + visitorCount - 1 })
const waits = fc.boolean()
const decision = fc.constantFrom<Decision[]>('admit', 'admit', 'hold', 'deny', 'deny and promise a call', 'undo')
const kindOf = <const Kind extends string>(...kinds: readonly Kind[]): fc.Arbitrary<Kind> => fc.constantFrom(...kinds)

const weighted: readonly (readonly [number, fc.Arbitrary<Step>])[] = [
  [10, fc.record({ kind: kindOf('knock'), visitor, waits })],
  [5, fc.record({ kind: kindOf('withdraw', 'leave', 'call-back'), visitor, waits })],
  [2, fc.record({ kind: kindOf('enter'), visitor, waits })],
  [2, fc.record({ kind: kindOf('invite'), desk, visitor })],
  [4, fc.record({ kind: kindOf('page'), visitor, how: fc.constantFrom('reload', 'second tab', 'close') })],
  [8, fc.record({ kind: kindOf('decide'), desk, visitor, decision, waits })],
  [4, fc.record({ kind: kindOf('race'), visitor, decisions: fc.tuple(decision, decision), withdraws: fc.boolean() })],
  [3, fc.record({ kind: kindOf('hang-up', 'follow-up'), desk })],
  [1, fc.record({ kind: kindOf('lock'), desk, isLocked: fc.boolean() })],
  [1, fc.record({ kind: kindOf('presence'), desk, presence: fc.constantFrom('open', 'open', 'away', 'closed') })],
  [1, fc.record({ kind: kindOf('revoke'), desk })],
  [6, fc.record({ kind: kindOf('path'), client, fault: fc.constantFrom(...pathFaults) })],
  [2, fc.record({ kind: kindOf('acks'), desk, fault: fc.constantFrom(...ackFaults) })],
  [1, fc.record({ kind: kindOf('release'), desk })],
  [2, fc.record({ kind: kindOf('pass'), ms: fc.constantFrom(1, 1_000, 5_000, 11_000, 60_000, 90_000, 120_000) })],
  [3, fc.record({ kind: kindOf('crash'), waits })],
  [2, fc.record({ kind: kindOf('look') })],
]

/** `maxLength` steps at most. */
export function sequencesOf(maxLength: number): fc.Arbitrary<Step[]> {
  const step = fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })))
  return fc.array(step, { minLength: 1, maxLength, size: 'max' })
}
