import { Send, X } from 'lucide-react'
import { useId, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createLineSender } from '../../../src-page/line-sender.ts'
import type { CallId } from '../../../src-shared/ids.ts'
import { limits } from '../../../src-shared/limits.ts'
import { useFace, useStore } from '../../face/face.ts'
import { IconButton } from '../../parts/IconButton.tsx'
import { MessageLines } from './MessageLines.tsx'
import { useMessages } from './messages.tsx'

/** Beside the pictures: what both have written, and where one writes. */
export function MessagePanel(props: { readonly callId: CallId; readonly name: string }): ReactNode {
  const { t } = useTranslation()
  const { setOpen } = useMessages()
  const { draft, type, send, isFailed } = useSending(props.callId)
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
          onChange={(event) => type(event.target.value)}
        />
        <IconButton icon={Send} label={t('talk.send')} tone="accent" onPress={draft.trim() === '' ? undefined : send} />
      </form>
    </div>
  )
}

function useSending(callId: CallId) {
  const { client } = useFace()
  const sender = useMemo(
    () => createLineSender(async (line) => (await client.request('say', { callId, ...line })).kind === 'ok'),
    [client, callId],
  )
  return { ...useStore(sender), ...sender }
}
