import { Volume2 } from 'lucide'
import { assertNever } from '../../src-shared/result.ts'
import type { CallView } from './call-view.ts'
import type { LaterTextKey, TextKey } from '../texts/text-key.ts'
import { Button } from '../parts/Button.tsx'
import { Status } from '../parts/Status.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

/** One line about the call, the most pressing first, and the button that helps. */
export function CallNotes({ view }: { readonly view: CallView }) {
  const translate = useLaterTranslate()
  const key = noteOf(view)
  const trouble =
    key === null && view.notice === null ? view.troubles.find(({ devices }) => devices === 'camera') : undefined
  return (
    <div class="call-notes">
      <Status class="call-status">
        {key && <p class="call-note">{translate(key)}</p>}
        {trouble && (
          <p class="call-note">
            {translate(`devices.${trouble.problem}`, { devices: translate(`devices.${trouble.devices}`) })}
          </p>
        )}
      </Status>
      {view.hear && (
        <Button look="main" icon={Volume2} press={view.hear}>
          {translate('call.hear')}
        </Button>
      )}
      {view.reload && (
        <Button look="main" press={view.reload}>
          {translate('call.reload')}
        </Button>
      )}
    </div>
  )
}

function noteOf(view: CallView): TextKey | LaterTextKey | null {
  switch (view.progress) {
    case 'loading':
    case 'connecting':
    case 'reconnecting':
      return `call.${view.progress}`
    case 'failed':
      return 'call.failed.detail'
    case 'connected':
      return calmNoteOf(view)
    default:
      return assertNever(view.progress)
  }
}

function calmNoteOf(view: CallView): TextKey | LaterTextKey | null {
  if (view.notice !== null) return `call.${view.notice}`
  return view.isSharing ? 'call.your-screen' : null
}
