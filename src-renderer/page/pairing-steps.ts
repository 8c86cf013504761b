/**
 * From a pairing link to a desk. A browser that is paired stays so until a link has been shown to work and a person has
 * agreed: a wrong link that somebody opens must not take the reception off its room.
 */
import type { Pairing, PairingCodeLink, PairingLink } from '../../src-shared/pairing.ts'
import { assertNever } from '../../src-shared/result.ts'

/** Why a link leads nowhere. A code may be `refused`, a key `not-valid`. */
export type LinkProblem = 'malformed' | 'refused' | 'not-valid' | 'rate-limited' | 'offline'

/** What a link offers that is whole. */
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

/** `present` is what this browser is paired with, `arrived` what the link carries by which the page was opened. */
export function firstStep(present: Pairing | null, arrived: PairingLink | null): PairingStep {
  switch (arrived?.kind) {
    case undefined:
      return present ? { kind: 'start', pairing: present, isNew: false } : explain(null, present)
    case 'malformed':
      return explain('malformed', present)
    case 'key':
      // Without a pairing nothing can be lost, and the desk itself says when the key is wrong.
      if (!present || isSame(present, arrived.pairing)) {
        return { kind: 'start', pairing: arrived.pairing, isNew: present === null }
      }
      return { kind: 'try-offered', present, offer: arrived }
    case 'code':
      // A code is used up by trying it, hence what it would replace is looked at first.
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
      // Out of reach is no proof that it is worthless.
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

/** Whether trying once more may help. */
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
