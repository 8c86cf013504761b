import type { View } from './view.ts'
import { Button } from '../parts/Button.tsx'
import { useTranslate } from './page-context.ts'
import { PhoneLink } from '../parts/PhoneLink.tsx'

const known = ['unknown-room', 'protocol-mismatch', 'rate-limited', 'busy'] as const

/** The server does not take this page: why, and what to do. */
export function Refused({ view }: { readonly view: Extract<View, { kind: 'refused' }> }) {
  const translate = useTranslate()
  const words = known.find((code) => code === view.code) ?? 'other'
  return (
    <div class="sheet sheet-narrow over" role="alert">
      <h1 tabIndex={-1}>{translate(`refused.${words}`)}</h1>
      <p>{translate(`refused.${words}.detail`)}</p>
      {view.phone && <PhoneLink phone={view.phone} />}
      <div class="over-buttons">
        {view.retry && (
          <Button look="main" press={view.retry}>
            {translate('refused.retry')}
          </Button>
        )}
        {view.reload && (
          <Button look="main" press={view.reload}>
            {translate('refused.reload')}
          </Button>
        )}
      </div>
    </div>
  )
}
