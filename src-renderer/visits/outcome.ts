import { useTranslation } from 'react-i18next'
import type { CallEnd } from '../../src-shared/call.ts'
import { useSpanWords } from '../face/span-words.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { Visit, VisitEnd } from '../../src-shared/visit.ts'

/** How a visit ended, as people would say it. */
export type Outcome =
  | { readonly kind: 'talked'; readonly deskName: string }
  | { readonly kind: 'in-call'; readonly deskName: string }
  | { readonly kind: 'denied'; readonly deskName: string }
  | { readonly kind: 'withdrawn' | 'gone'; readonly wasHeld: boolean }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'not-knocked' }

/** `call` is null while the call is going on, and undefined if it is not known. */
export function describeEnd(end: VisitEnd, call?: { readonly reason: CallEnd } | null): Outcome {
  switch (end.kind) {
    case 'admitted':
      return { kind: call === null ? 'in-call' : 'talked', deskName: end.by.name }
    case 'denied':
      return { kind: 'denied', deskName: end.by.name }
    case 'withdrawn':
      return { kind: 'withdrawn', wasHeld: end.wasHeld ?? false }
    case 'expired':
      return end.cause === 'visitor-gone' ? { kind: 'gone', wasHeld: end.wasHeld ?? false } : { kind: 'unanswered' }
    case 'not-knocked':
      return { kind: 'not-knocked' }
    default:
      return assertNever(end)
  }
}

/** Knocks in vain are what the log is for: somebody may have to phone these people. */
export function isInVain(outcome: Outcome): boolean {
  return outcome.kind === 'withdrawn' || outcome.kind === 'gone' || outcome.kind === 'unanswered'
}

/** A knock's end as it is put into words; `waitedMs` is from the knock to it. */
export type EndedKnock = { readonly end: VisitEnd; readonly call?: Visit['call']; readonly waitedMs: number }

/** Puts into words what came of a visit, and who answered; who was not noticed is not said to have given up. */
export function useOutcomeWords(): (ended: EndedKnock) => string {
  const { t } = useTranslation()
  const span = useSpanWords()
  return ({ end, call, waitedMs }) => {
    const outcome = describeEnd(end, call)
    const desk = ('deskName' in outcome && outcome.deskName) || t('visits.unnamedDesk')
    const isHeld = 'wasHeld' in outcome && outcome.wasHeld
    return t(isHeld ? `visits.outcomes.held-${outcome.kind}` : `visits.outcomes.${outcome.kind}`, {
      desk,
      time: span(waitedMs),
    })
  }
}
