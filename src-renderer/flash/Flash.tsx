import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useVisitorName } from '../face/visitor-name.ts'
import { useSpokenLanguage } from '../texts/use-spoken-language.ts'
import type { FlashNotice, FlashWindowBridge } from '../../src-shared/bridge.ts'

/** One whole display, flashing, with the name of whoever knocks: for people who hear nothing. */
export function Flash(props: {
  readonly bridge: Pick<FlashWindowBridge, 'onNotice'>
  readonly first: FlashNotice
}): ReactNode {
  const { t } = useTranslation()
  const { bridge } = props
  const nameOf = useVisitorName()
  const [notice, setNotice] = useState(props.first)
  useEffect(() => bridge.onNotice(setNotice), [bridge])
  useSpokenLanguage(notice.language)
  return (
    <main className="flash">
      <div className="flash-words" role="alert">
        <h1>{t('card.title')}</h1>
        <p className="flash-name">{nameOf(notice.name)}</p>
        {notice.others > 0 && <p>{t('card.more', { count: notice.others })}</p>}
      </div>
    </main>
  )
}
