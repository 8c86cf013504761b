import { Send, X } from 'lucide'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { createLineSender } from '../../../src-page/line-sender.ts'
import { limits } from '../../../src-shared/limits.ts'
import type { TalkView } from '../call-view.ts'
import { useLaterTranslate } from '../../page/use-later-translate.ts'
import { useStore } from '../../page/use-store.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { PhoneLink } from '../../parts/PhoneLink.tsx'
import type { Messages } from './use-messages.ts'

type MessagePanelProps = {
  readonly talk: TalkView
  readonly messages: Messages
  readonly company: string
  readonly phone: string | null
}

/** What both have written, and where the visitor writes: for whom sound does not do. */
export function MessagePanel({ talk, messages, company, phone }: MessagePanelProps) {
  const translate = useLaterTranslate()
  const { draft, type, send, isFailed } = useSending(talk)
  return (
    <div class="messages">
      <div class="messages-head">
        <h2>{translate('talk.messages')}</h2>
        <button type="button" class="control messages-close" onClick={() => messages.setOpen(false)}>
          <Icon node={X} />
          <span class="visually-hidden">{translate('call.more.close')}</span>
        </button>
      </div>
      <MessageLines messages={messages} company={company} />
      {isFailed && (
        <p class="messages-failed" role="alert">
          {translate('talk.not-sent')}
        </p>
      )}
      <form
        class="messages-form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <label class="visually-hidden" for="message">
          {translate('talk.message')}
        </label>
        <input
          id="message"
          type="text"
          autocomplete="off"
          enterkeyhint="send"
          placeholder={translate('talk.placeholder')}
          maxLength={limits.lineLength}
          value={draft}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <Button look="main" icon={Send} press="submit">
          {translate('talk.send')}
        </Button>
      </form>
      {phone && <PhoneLink phone={phone} />}
    </div>
  )
}

/** Having it open is having read it. */
function MessageLines({ messages, company }: { readonly messages: Messages; readonly company: string }) {
  const translate = useLaterTranslate()
  const { lines, markSeen } = messages
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    end.current?.scrollTo({ top: end.current.scrollHeight })
    markSeen()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `markSeen` belongs to these lines.
  }, [lines])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
    <div class="message-lines" role="log" aria-label={translate('talk.messages')} tabIndex={0} ref={end}>
      {lines.length === 0 && <p class="message-none">{translate('talk.none')}</p>}
      {lines.map(({ id, from, text }) => (
        <p key={`${from} ${id}`} class={`message message-${from}`}>
          <span class="message-from">{from === 'visitor' ? translate('call.you') : company}</span>
          <span class="message-text">{text}</span>
        </p>
      ))}
    </div>
  )
}

function useSending({ callId, say }: TalkView) {
  const sender = useMemo(() => createLineSender((line) => say({ callId, ...line })), [callId, say])
  return { ...useStore(sender), ...sender }
}
