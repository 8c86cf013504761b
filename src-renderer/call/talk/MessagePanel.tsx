import { Send, X } from 'lucide-react'
import { useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { lineToSend, type Unsent } from '../../../src-page/line-to-send.ts'
import type { CallId } from '../../../src-shared/ids.ts'
import { limits } from '../../../src-shared/limits.ts'
import { useFace } from '../../face/face.ts'
import { IconButton } from '../../parts/IconButton.tsx'
import { MessageLines } from './MessageLines.tsx'
import { useMessages } from './messages.tsx'

/** Beside the pictures: what both have written, and where one writes. */
export function MessagePanel(props: { readonly callId: CallId; readonly name: string }): ReactNode {
  const { t } = useTranslation()
  const { setOpen } = useMessages()
  const { draft, setDraft, send, isFailed } = useSending(props.callId)
  const inputId = useId()
  return (
    <div className="messages">
      <div className="messages-head">
        <h2>{t('talk.messages')}</h2>
        <IconButton icon={X} label={t('close')} onPress={() => setOpen(false)} isIconOnly />
      </div>
      <MessageLines name={props.name} />
      {isFailed && (
        <p className="messages-failed" role="alert">
          {t('talk.notSent')}
        </p>
      )}
      <form
        className="messages-form field"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <label className="visually-hidden" htmlFor={inputId}>
          {t('talk.message')}
        </label>
        <input
          id={inputId}
          type="text"
          autoComplete="off"
          enterKeyHint="send"
          placeholder={t('talk.placeholder')}
          maxLength={limits.lineLength}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
        <IconButton icon={Send} label={t('talk.send')} tone="accent" onPress={draft.trim() === '' ? undefined : send} />
      </form>
    </div>
  )
}

/** What was typed stays until the server has it; sent again after a failure it is the same line. */
function useSending(callId: CallId) {
  const { client } = useFace()
  const [draft, type] = useState('')
  const [isFailed, setFailed] = useState(false)
  const sending = useRef<Unsent | null>(null)
  const send = (): void => {
    const text = draft.trim()
    if (text === '') return
    const line = lineToSend(text, sending.current)
    sending.current = line
    setFailed(false)
    void client.request('say', { callId, ...line }).then((answer) => {
      if (sending.current !== line) return
      if (answer.kind === 'failed') return setFailed(true)
      sending.current = null
      type((now) => (now.trim() === text ? '' : now))
    })
  }
  return { draft, setDraft: type, send, isFailed }
}
