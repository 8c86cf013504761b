import { useTranslate } from './page-context.ts'
import { Status } from '../parts/Status.tsx'

/** After a reload, until the server has said what became of the knock. */
export function Resuming({ isOffline }: { readonly isOffline: boolean }) {
  const translate = useTranslate()
  return (
    <Status class="sheet sheet-narrow over">
      <h1 tabIndex={-1}>{translate('resuming.title')}</h1>
      <p>{translate(isOffline ? 'resuming.offline' : 'resuming.detail')}</p>
    </Status>
  )
}
