import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMessages } from './messages.tsx'

/** All that was written, the latest in sight. Having it open is having read it. */
export function MessageLines(props: { readonly name: string }): ReactNode {
  const { t } = useTranslation()
  const { lines, markSeen } = useMessages()
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (lines.length === 0) return
    end.current?.scrollTo({ top: end.current.scrollHeight })
    markSeen()
  }, [lines, markSeen])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
    <div className="message-lines" role="log" aria-label={t('talk.messages')} tabIndex={0} ref={end}>
      {lines.length === 0 && <p className="message-none">{t('talk.none')}</p>}
      {lines.map(({ id, from, text }) => (
        <p key={`${from} ${id}`} className={`message message-${from}`}>
          <span className="message-from">{from === 'desk' ? t('you') : props.name}</span>
          <span className="message-text">{text}</span>
        </p>
      ))}
    </div>
  )
}
