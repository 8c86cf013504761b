import { PhoneIncoming } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallBackRequest } from '../../src-shared/call-back.ts'

/** A visitor who waits would rather be phoned: the number, about what, and when it suits. Nothing for everybody else. */
export function CallBackWish({ wish }: { readonly wish: CallBackRequest | null }): ReactNode {
  const { t } = useTranslation()
  if (wish === null) return null
  return (
    <p className="call-back-wish">
      <PhoneIncoming aria-hidden />
      <strong>{t('queue.callBackWished')}</strong>
      <strong>{wish.phone}</strong>
      {[wish.company, wish.about, wish.when].filter(Boolean).map((words) => (
        <span key={words}>{words}</span>
      ))}
    </p>
  )
}
