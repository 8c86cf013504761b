import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { textIn } from '../../src-shared/language.ts'
import type { Reply } from '../../src-shared/replies.ts'
import { replyText } from '../../src-shared/reply-text.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import { useDesk } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { useNow } from '../face/now.ts'

/** What *Hold* or *Deny* can say, each in one tap, with the times that it would say now. Escape goes back. */
export function Replies(props: {
  readonly kind: 'hold' | 'deny'
  readonly name: string
  readonly answer: (reply: Reply | null) => void
  /** Opens what can be done about all from the same place; missing where that cannot be told. */
  readonly openFromHere?: (() => void) | undefined
  readonly close: () => void
}): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const { room, clockOffsetMs } = useDesk(({ room, clockOffsetMs }) => ({ room, clockOffsetMs }))
  const serverNowMs = useNow() + clockOffsetMs
  const { close, kind } = props
  const rules = room?.rules ?? defaultRoomRules
  const replies = kind === 'hold' ? rules.holdReplies : rules.denyReplies
  const list = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    const element = list.current
    element?.querySelector('button')?.focus()
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close()
    }
    element?.addEventListener('keydown', closeOnEscape)
    return () => element?.removeEventListener('keydown', closeOnEscape)
  }, [close])
  return (
    <fieldset
      ref={list}
      className={`replies replies-${kind}`}
      aria-label={t(`queue.replies.${kind}`, { name: props.name })}
    >
      {replies.map((reply) => (
        <button key={reply.id} type="button" className="reply" onClick={() => props.answer(reply)}>
          {textIn(language, replyText(reply, serverNowMs, rules.hours.timeZone))}
          {kind === 'deny' && reply.promisesCall && <span className="reply-promise">{t('queue.promisesCall')}</span>}
        </button>
      ))}
      <button type="button" className="reply reply-silent" onClick={() => props.answer(null)}>
        {t(`queue.silently.${kind}`)}
      </button>
      {props.openFromHere && (
        <button type="button" className="reply reply-from-here" onClick={props.openFromHere}>
          {t('fromHere.open')}
        </button>
      )}
    </fieldset>
  )
}
