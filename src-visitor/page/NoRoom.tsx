import { useTranslate } from './page-context.ts'

/** The address names no room at all, so there is nothing to connect to. */
export function NoRoom() {
  const translate = useTranslate()
  return (
    <main class="sheet sheet-narrow over">
      <h1>{translate('refused.unknown-room')}</h1>
      <p>{translate('refused.unknown-room.detail')}</p>
    </main>
  )
}
