import { useTranslation } from 'react-i18next'
import type { CallEnd } from '../../src-shared/call.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { Visit, VisitEnd } from '../../src-shared/visit.ts'

/** How a visit ended, as people would say it. */
export type Outcome =
  | { readonly kind: 'talked'; readonly deskName: string }
  | { readonly kind: 'in-call'; readonly deskName: string }
  | { readonly kind: 'denied'; readonly deskName: string }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'gone' }
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
      return { kind: 'withdrawn' }
    case 'expired':
      return { kind: end.cause === 'visitor-gone' ? 'gone' : 'unanswered' }
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

/** Puts into words what came of a visit, and who answered. */
export function useOutcomeWords(): (end: VisitEnd, call?: Visit['call']) => string {
  const { t } = useTranslation()
  return (end, call) => {
    const outcome = describeEnd(end, call)
    const desk = ('deskName' in outcome && outcome.deskName) || t('visits.unnamedDesk')
    return t(`visits.outcomes.${outcome.kind}`, { desk })
  }
}
