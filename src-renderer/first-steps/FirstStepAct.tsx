import { Building2, Globe, MonitorSmartphone, Volume2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../src-shared/result.ts'
import type { FirstStepKind } from '../../src-desk/first-steps/first-steps.ts'
import { isOwner } from '../../src-desk/core/selectors.ts'
import { visitorAddress } from '../address/visitor-address.ts'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'

const goTo = (hash: string) => (): void => {
  location.hash = hash
}

/** The button that leads to a step's doing; none where that is up to somebody else. */
export function FirstStepAct({ kind }: { readonly kind: FirstStepKind }): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const isOwned = useDesk(isOwner)
  const reach = useDesk(visitorAddress)?.reach
  switch (kind) {
    case 'company': {
      const act = t('firstSteps.company.act')
      return <IconButton icon={Building2} label={act} onPress={goTo('settings/company')} tone="accent" />
    }
    case 'ring': {
      const ring = (): void => feedback.follow(client.command({ kind: 'test-ring' }))
      return <IconButton icon={Volume2} label={t('firstSteps.ring.act')} onPress={ring} tone="accent" />
    }
    case 'address':
      // An address is an owner's to make.
      if (!isOwned || reach === 'everywhere') return null
      return <IconButton icon={Globe} label={t('firstSteps.address.act')} onPress={goTo('settings/relay')} />
    case 'desk':
      return <IconButton icon={MonitorSmartphone} label={t('firstSteps.desk.act')} onPress={goTo('settings/desks')} />
    case 'colleague':
      return null
    default:
      return assertNever(kind)
  }
}
