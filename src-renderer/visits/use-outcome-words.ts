import { useTranslation } from 'react-i18next'
import type { Visit, VisitEnd } from '../../src-shared/visit.ts'
import { describeEnd } from './outcome.ts'

/** Puts into words what came of a visit, and who answered. */
export function useOutcomeWords(): (end: VisitEnd, call?: Visit['call']) => string {
  const { t } = useTranslation()
  return (end, call) => {
    const outcome = describeEnd(end, call)
    const desk = ('deskName' in outcome && outcome.deskName) || t('visits.unnamedDesk')
    return t(`visits.outcomes.${outcome.kind}`, { desk })
  }
}
