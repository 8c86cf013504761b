import { useTranslate } from './page-context.ts'
import { Status } from '../parts/Status.tsx'
import type { View } from './view.ts'

/** After a reload, until the server has said what became of the knock. */
export function Resuming({ isOffline, isRestarting }: Omit<Extract<View, { kind: 'resuming' }>, 'kind'>) {
  const translate = useTranslate()
  return (
    <Status class="sheet sheet-narrow over">
      <h1 tabIndex={-1}>{translate('resuming.title')}</h1>
      <p>{translate(isRestarting ? 'restarting' : isOffline ? 'resuming.offline' : 'resuming.detail')}</p>
    </Status>
  )
}
