import { CircleCheck, Clock, PhoneIncoming } from 'lucide'
import { assertNever } from '../../src-shared/result.ts'
import type { CallBackView } from './call-back-view.ts'
import { Button } from '../parts/Button.tsx'
import { CallBackForm } from './CallBackForm.tsx'
import { Note } from '../parts/Note.tsx'
import { Status } from '../parts/Status.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

type CallBackProps = { readonly view: CallBackView; readonly isWaiting?: boolean }

/** The wish to be phoned: the button, the form, and what has become of it in words. */
export function CallBack({ view, isWaiting = false }: CallBackProps) {
  const translate = useLaterTranslate()
  switch (view.kind) {
    case 'offered':
      return (
        <div class="call-back">
          <Button look="plain" icon={PhoneIncoming} press={view.open}>
            {translate('call-back.open')}
          </Button>
        </div>
      )
    case 'form':
      return <CallBackForm view={view} />
    case 'sending':
      return (
        <Status class="call-back">
          <Note look="plain" icon={Clock}>
            <p>{translate(view.isOffline ? 'call-back.sending.offline' : 'call-back.sending')}</p>
          </Note>
        </Status>
      )
    case 'taken':
      return (
        <Status class="call-back">
          <Note look="good" icon={CircleCheck} title={translate('call-back.taken')}>
            <p>{translate('call-back.taken.detail', { phone: view.phone })}</p>
            {isWaiting && <p>{translate('call-back.taken.waiting')}</p>}
          </Note>
        </Status>
      )
    default:
      return assertNever(view)
  }
}
