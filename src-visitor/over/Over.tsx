import { CircleCheck, MessageSquareText } from 'lucide'
import type { OverCause, OverView } from './over-view.ts'
import { Button } from '../parts/Button.tsx'
import { CallBack } from '../call-back/CallBack.tsx'
import { KnockAgain } from './KnockAgain.tsx'
import { Icon } from '../parts/Icon.tsx'
import { PhoneLink } from '../parts/PhoneLink.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

const wordsOf = {
  denied: 'denied',
  withdrawn: 'withdrawn',
  unanswered: 'unanswered',
  'visitor-gone': 'visitor-gone',
  'visitor-left': 'ended',
  'desk-hung-up': 'ended',
  'visitor-lost': 'lost',
  'desk-lost': 'lost',
} as const satisfies Record<OverCause, string>

/** The knock or the call has ended: how, with which words, and what can be done now. */
export function Over({ view }: { readonly view: OverView }) {
  const translate = useLaterTranslate()
  const words = wordsOf[view.cause]
  // A form that is open is what the visitor has to do next; anything else comes after it.
  const isAsked = view.callBack?.kind === 'form'
  return (
    <div class="sheet sheet-narrow over">
      {words === 'ended' && (
        <div class="over-mark" aria-hidden="true">
          <Icon node={CircleCheck} />
        </div>
      )}
      <h1 tabIndex={-1}>{translate(`over.${words}`)}</h1>
      {view.message && (
        <blockquote class="desk-message">
          <p class="desk-message-from">
            <Icon node={MessageSquareText} />
            {translate('over.message')}
          </p>
          <p class="desk-message-text">{view.message}</p>
        </blockquote>
      )}
      {isAsked && <CallBack view={view.callBack} />}
      <p>{translate(`over.${words}.detail`)}</p>
      {view.linkUntil !== null && <p>{translate('over.link', { time: view.linkUntil })}</p>}
      {view.phone && (
        <div class="over-phone">
          <p>{translate('over.phone')}</p>
          <PhoneLink phone={view.phone} />
        </div>
      )}
      {view.callBack && !isAsked && <CallBack view={view.callBack} />}
      <div class="over-buttons">
        {view.knockAgain && <KnockAgain view={view.knockAgain} look="main" />}
        <Button look={view.knockAgain ? 'quiet' : 'plain'} press={view.leaveRoom}>
          {translate('over.leave-room')}
        </Button>
      </div>
    </div>
  )
}
