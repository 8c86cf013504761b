/**
 * From a pairing link to a desk. A paired browser keeps its pairing until a link has proved to work and a person has
 * agreed: opening a wrong link must not disconnect a reception from its room.
 */
import type { Pairing, PairingCodeLink, PairingLink } from '../../src-shared/pairing.ts'
import { assertNever } from '../../src-shared/result.ts'

/** Why a link leads nowhere. A code may be `refused`, a key `not-valid`. */
export type LinkProblem = 'malformed' | 'refused' | 'not-valid' | 'rate-limited' | 'offline'

/** What a well-formed link offers. */
export type PairingOffer = Exclude<PairingLink, { readonly kind: 'malformed' }>

export type PairingStep =
  /** `isNew`: it has to be kept. */
  | { readonly kind: 'start'; readonly pairing: Pairing; readonly isNew: boolean }
  | { readonly kind: 'explain'; readonly problem: LinkProblem | null; readonly present: Pairing | null }
  | { readonly kind: 'try-offered'; readonly present: Pairing; readonly offer: KeyOffer }
  /** A pairing that no longer works is replaced without a question. */
  | { readonly kind: 'try-present'; readonly present: Pairing; readonly offer: PairingOffer }
  | { readonly kind: 'ask'; readonly present: Pairing; readonly offer: PairingOffer }
  | { readonly kind: 'exchange'; readonly present: Pairing | null; readonly link: PairingCodeLink }

type KeyOffer = Extract<PairingOffer, { readonly kind: 'key' }>

export type PairingEvent =
  | { readonly kind: 'worked'; readonly pairing: Pairing }
  | { readonly kind: 'failed'; readonly problem: LinkProblem }
  | { readonly kind: 'kept' }
  | { readonly kind: 'agreed' }

/** `present` is this browser's pairing, `arrived` what the link that opened the page carries. */
export function firstStep(present: Pairing | null, arrived: PairingLink | null): PairingStep {
  switch (arrived?.kind) {
    case undefined:
      return present ? { kind: 'start', pairing: present, isNew: false } : explain(null, present)
    case 'malformed':
      return explain('malformed', present)
    case 'key':
      // Nothing can be lost without a pairing, and the desk itself says if the key is wrong.
      if (!present || isSame(present, arrived.pairing)) {
        return { kind: 'start', pairing: arrived.pairing, isNew: present === null }
      }
      return { kind: 'try-offered', present, offer: arrived }
    case 'code':
      // Trying a code uses it up, so check first what it would replace.
      return present ? { kind: 'try-present', present, offer: arrived } : take(arrived, present)
    default:
      return assertNever(arrived)
  }
}

/** The step after `step`. An event that does not belong to it changes nothing. */
export function nextStep(step: PairingStep, event: PairingEvent): PairingStep {
  switch (step.kind) {
    case 'try-offered':
      if (event.kind === 'worked') return { ...step, kind: 'try-present' }
      return event.kind === 'failed' ? explain(event.problem, step.present) : step
    case 'try-present':
      if (event.kind === 'failed' && event.problem === 'not-valid') return take(step.offer, step.present)
      // A server that does not answer proves nothing about the pairing.
      return event.kind === 'worked' || event.kind === 'failed' ? { ...step, kind: 'ask' } : step
    case 'ask':
      if (event.kind === 'kept') return { kind: 'start', pairing: step.present, isNew: false }
      return event.kind === 'agreed' ? take(step.offer, step.present) : step
    case 'exchange':
      if (event.kind === 'worked') return { kind: 'start', pairing: event.pairing, isNew: true }
      return event.kind === 'failed' ? explain(event.problem, step.present) : step
    case 'start':
    case 'explain':
      return step
    default:
      return assertNever(step)
  }
}

/** Whether trying again may help. */
export function canRetry(problem: LinkProblem | null): boolean {
  return problem === 'rate-limited' || problem === 'offline'
}

export function roomOf(offer: PairingOffer): string {
  return offer.kind === 'key' ? offer.pairing.room : offer.link.room
}

function take(offer: PairingOffer, present: Pairing | null): PairingStep {
  return offer.kind === 'key'
    ? { kind: 'start', pairing: offer.pairing, isNew: true }
    : { kind: 'exchange', present, link: offer.link }
}

function explain(problem: LinkProblem | null, present: Pairing | null): PairingStep {
  return { kind: 'explain', problem, present }
}

function isSame(a: Pairing, b: Pairing): boolean {
  return a.room === b.room && a.key === b.key
}
