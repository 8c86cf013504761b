import { CircleAlert, MailOpen } from 'lucide'
import type { Entrance } from './door-view.ts'
import { Note } from '../parts/Note.tsx'
import { useTranslate } from '../page/page-context.ts'

/** What an invitation does and until when, or that it is good for nothing more. */
export function Invitation({ entrance }: { readonly entrance: Entrance }) {
  const translate = useTranslate()
  if (entrance.kind === 'knock') return null
  if (entrance.kind === 'invited') {
    return (
      <Note look="good" icon={MailOpen} title={translate('invitation.title')}>
        <p>{translate('invitation.detail')}</p>
        {entrance.until !== null && <p>{translate('invitation.until', { time: entrance.until })}</p>}
      </Note>
    )
  }
  return (
    <div role="alert">
      <Note look="care" icon={CircleAlert} title={translate(`invitation.${entrance.why}.title`)}>
        <p>{translate(`invitation.${entrance.why}`)}</p>
      </Note>
    </div>
  )
}
