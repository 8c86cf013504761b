/**
 * From a pairing link to a desk. A paired browser keeps its pairing until a person has agreed to another room's: opening
 * a wrong link must not disconnect a reception from its room.
 */
import type { Pairing, PairingCodeLink, PairingLink, PairingTicket } from '../../src-shared/pairing.ts'
import { assertNever } from '../../src-shared/result.ts'

/** Why a link leads nowhere: `refused` is the server's word on a code, `not-let-in` a person's, `outdated` a link of before. */
export type LinkProblem = 'malformed' | 'outdated' | 'refused' | 'not-let-in' | 'rate-limited' | 'offline'

/** What the server said to a pairing that was tried. */
export type TrialProblem = 'not-valid' | 'rate-limited' | 'offline'

export type PairingStep =
  /** `isNew`: it has to be kept. */
  | { readonly kind: 'start'; readonly pairing: Pairing; readonly isNew: boolean }
  | { readonly kind: 'explain'; readonly problem: LinkProblem | null; readonly present: Pairing | null }
  /** A pairing that no longer works is replaced without a question. */
  | { readonly kind: 'try-present'; readonly present: Pairing; readonly link: PairingCodeLink }
  | { readonly kind: 'ask'; readonly present: Pairing; readonly link: PairingCodeLink }
  | { readonly kind: 'exchange'; readonly present: Pairing | null; readonly link: PairingCodeLink }
  /** A person at the desk that made the link compares the number there with the one here. */
  | {
      readonly kind: 'compare'
      readonly present: Pairing | null
      readonly link: PairingCodeLink
      readonly ticket: PairingTicket
      readonly number: string
    }

export type PairingEvent =
  | { readonly kind: 'worked'; readonly pairing: Pairing }
  | { readonly kind: 'failed'; readonly problem: LinkProblem | TrialProblem }
  | { readonly kind: 'to-compare'; readonly ticket: PairingTicket; readonly number: string }
  | { readonly kind: 'kept' }
  | { readonly kind: 'agreed' }

/** `present` is this browser's pairing, `arrived` what the link that opened the page carries. */
export function firstStep(present: Pairing | null, arrived: PairingLink | null): PairingStep {
  switch (arrived?.kind) {
    case undefined:
      return present ? { kind: 'start', pairing: present, isNew: false } : explain(null, present)
    case 'outdated':
      // A bookmark from before, in a browser that has its pairing.
      return present ? { kind: 'start', pairing: present, isNew: false } : explain('outdated', present)
    case 'malformed':
      return explain('malformed', present)
    case 'code':
      // Trying a code uses it up, so check first what it would replace.
      return present
        ? { kind: 'try-present', present, link: arrived.link }
        : { kind: 'exchange', present, link: arrived.link }
    default:
      return assertNever(arrived)
  }
}

/** The step after `step`. An event that does not belong to it changes nothing. */
export function nextStep(step: PairingStep, event: PairingEvent): PairingStep {
  switch (step.kind) {
    case 'try-present':
      if (event.kind === 'failed' && event.problem === 'not-valid') return { ...step, kind: 'exchange' }
      if (event.kind !== 'worked' && event.kind !== 'failed') return step
      // A desk of this very room already: there is nothing to pair. A server that does not answer proves nothing.
      return step.present.room === step.link.room ? keep(step.present) : { ...step, kind: 'ask' }
    case 'ask':
      if (event.kind === 'kept') return keep(step.present)
      return event.kind === 'agreed' ? { ...step, kind: 'exchange' } : step
    case 'exchange':
      if (event.kind === 'to-compare') return { ...step, ...event, kind: 'compare' }
      if (event.kind === 'worked') return { kind: 'start', pairing: event.pairing, isNew: true }
      return event.kind === 'failed' ? explain(linkProblem(event.problem), step.present) : step
    case 'compare':
      if (event.kind === 'worked') return { kind: 'start', pairing: event.pairing, isNew: true }
      return event.kind === 'failed' ? explain(linkProblem(event.problem), step.present) : step
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

function linkProblem(problem: LinkProblem | TrialProblem): LinkProblem {
  return problem === 'not-valid' ? 'refused' : problem
}

function keep(pairing: Pairing): PairingStep {
  return { kind: 'start', pairing, isNew: false }
}

function explain(problem: LinkProblem | null, present: Pairing | null): PairingStep {
  return { kind: 'explain', problem, present }
}
