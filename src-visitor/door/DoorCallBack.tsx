import { PhoneIncoming } from 'lucide'
import type { CallBackView } from '../call-back/call-back-view.ts'
import { Button } from '../parts/Button.tsx'
import { useTranslate } from '../page/page-context.ts'
import type { VisitFace } from '../page/use-visit-face.ts'

type DoorCallBackProps = {
  readonly view: CallBackView
  /** Where a knock would not be heard, being phoned is the first choice. */
  readonly isFirst: boolean
  readonly CallBack: VisitFace['CallBack'] | undefined
}

/** To be phoned instead of knocking. The door brings the button; the form is fetched with what follows a knock. */
export function DoorCallBack({ view, isFirst, CallBack }: DoorCallBackProps) {
  const translate = useTranslate()
  if (view.kind !== 'offered') return CallBack ? <CallBack view={view} /> : null
  return (
    <Button look={isFirst ? 'main' : 'plain'} icon={PhoneIncoming} press={view.open}>
      {translate('call-back.open')}
    </Button>
  )
}
