import { PhoneOff } from 'lucide'
import type { CallView } from './call-view.ts'
import { Button } from '../parts/Button.tsx'
import { Status } from '../parts/Status.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

/** Stands for the call while its code is on the way, or could not be fetched. */
export function CallOpening({ view }: { readonly view: CallView }) {
  const translate = useLaterTranslate()
  return (
    <Status class="sheet sheet-narrow over">
      <h1 tabIndex={-1}>{translate(view.reload ? 'call.failed' : 'call.loading')}</h1>
      {view.reload && <p>{translate('call.failed.detail')}</p>}
      <div class="over-buttons">
        {view.reload && (
          <Button look="main" press={view.reload}>
            {translate('call.reload')}
          </Button>
        )}
        <Button look="quiet" icon={PhoneOff} press={view.leave}>
          {translate('call.leave')}
        </Button>
      </div>
    </Status>
  )
}
