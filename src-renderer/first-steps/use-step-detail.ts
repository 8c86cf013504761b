import { useTranslation } from 'react-i18next'
import type { FirstStepKind } from '../../src-desk/first-steps/first-steps.ts'
import { visitorAddress } from '../address/visitor-address.ts'
import { useDesk } from '../face/face.ts'

/** Why a step is worth doing. */
export function useStepDetail(kind: FirstStepKind): string {
  const { t } = useTranslation()
  const reach = useDesk(visitorAddress)?.reach ?? 'this-computer'
  return kind === 'address' ? t(`firstSteps.address.detail.${reach}`) : t(`firstSteps.${kind}.detail`)
}
