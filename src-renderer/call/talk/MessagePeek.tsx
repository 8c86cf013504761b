import { MessageSquareText } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../parts/IconButton.tsx'
import { useMessages } from './messages.tsx'

/** The visitor's newest line while the panel is closed, since who writes may not be heard. */
export function MessagePeek(props: { readonly name: string }): ReactNode {
  const { t } = useTranslation()
  const { unread, isOpen, setOpen } = useMessages()
  const newest = isOpen ? undefined : unread.at(-1)
  return (
    <output className="message-peek">
      {newest && (
        <span className="message-peek-words">
          <span>
            <strong>{props.name}</strong> {newest.text}
          </span>
          <IconButton icon={MessageSquareText} label={t('talk.answer')} onPress={() => setOpen(true)} tone="accent" />
        </span>
      )}
    </output>
  )
}
