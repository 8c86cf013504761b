import { MessageSquareText } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../parts/IconButton.tsx'
import { useMessages } from './messages.tsx'

/** Opens and closes the line of text, and says how much of it is new. */
export function MessagesButton(): ReactNode {
  const { t } = useTranslation()
  const { isOpen, setOpen } = useMessages()
  return (
    <IconButton
      icon={MessageSquareText}
      label={t('talk.messages')}
      size="large"
      tone="stage"
      isExpanded={isOpen}
      onPress={() => setOpen(!isOpen)}
    >
      <UnreadCount />
    </IconButton>
  )
}

/** How many of the visitor's lines nobody here has seen. Nothing while there are none. */
export function UnreadCount(): ReactNode {
  const { t } = useTranslation()
  const { unread } = useMessages()
  if (unread.length === 0) return null
  return (
    <span className="unread">
      <span className="visually-hidden">{t('talk.unread')} </span>
      {unread.length}
    </span>
  )
}
