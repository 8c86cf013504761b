import { Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { furtherHoldMinutes } from '../../src-shared/hold.ts'
import { IconButton } from '../parts/IconButton.tsx'
import type { KnockActions } from './knock-actions.ts'

/** In the place of *Hold*, once somebody has held: the same again, as often as it takes. */
export function FurtherMinutes({
  holdFurther,
}: {
  readonly holdFurther: KnockActions['holdFurther'] | undefined
}): ReactNode {
  const { t } = useTranslation()
  const label = t('queue.holdFurther', { minutes: furtherHoldMinutes })
  return <IconButton icon={Hourglass} label={label} tone="hold" size="large" onPress={holdFurther} />
}
