import { MessageSquareText } from 'lucide'
import { useLaterTranslate } from '../../page/use-later-translate.ts'
import { Button } from '../../parts/Button.tsx'
import { Status } from '../../parts/Status.tsx'
import type { Messages } from './use-messages.ts'

/** The desk's newest line while the panel is closed: whoever is not heard writes. */
export function MessagePeek({ messages, company }: { readonly messages: Messages; readonly company: string }) {
  const translate = useLaterTranslate()
  const newest = messages.isOpen ? undefined : messages.unread.at(-1)
  return (
    <Status class="message-peek">
      {newest && (
        <div class="message-peek-words">
          <p>
            <strong>{company}</strong> {newest.text}
          </p>
          <Button look="main" icon={MessageSquareText} press={() => messages.setOpen(true)}>
            {translate('talk.answer')}
          </Button>
        </div>
      )}
    </Status>
  )
}
