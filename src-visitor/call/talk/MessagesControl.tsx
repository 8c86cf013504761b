import { MessageSquareText } from 'lucide'
import { useLaterTranslate } from '../../page/use-later-translate.ts'
import { Icon } from '../../parts/Icon.tsx'
import type { Messages } from './use-messages.ts'

/** Opens and closes the line of text, and says how much of it is new. */
export function MessagesControl({ messages }: { readonly messages: Messages }) {
  const translate = useLaterTranslate()
  const { unread, isOpen, setOpen } = messages
  return (
    <button type="button" class="control control-messages" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
      <Icon node={MessageSquareText} />
      <span>{translate('talk.messages')}</span>
      {unread.length > 0 && (
        <span class="unread">
          <span class="visually-hidden">{translate('talk.unread')} </span>
          {unread.length}
        </span>
      )}
    </button>
  )
}
