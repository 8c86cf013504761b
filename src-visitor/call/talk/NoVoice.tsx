import { MessageSquareText, RotateCw, X } from 'lucide'
import { useContext, useState } from 'preact/hooks'
import { browserKind } from '../../../src-page/browser-kind.ts'
import { permissionWords } from '../../../src-shared/texts/program-texts.ts'
import { LanguageContext } from '../../page/page-context.ts'
import { useLaterTranslate } from '../../page/use-later-translate.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { PhoneLink } from '../../parts/PhoneLink.tsx'
import type { CallView } from '../call-view.ts'
import { PermissionPicture } from './PermissionPicture.tsx'
import type { Messages } from './use-messages.ts'

/** The microphone cannot be used: how it is allowed here, and how one talks without it. */
export function NoVoice({ view, messages }: { readonly view: CallView; readonly messages: Messages }) {
  const language = useContext(LanguageContext)
  const translate = useLaterTranslate()
  const [isClosed, setClosed] = useState(false)
  const { noVoice } = view
  if (noVoice === null || isClosed || messages.isOpen) return null
  const { devices, problem, retry } = noVoice
  const kind = browserKind(navigator)
  return (
    <section class="no-voice" aria-label={translate('no-voice.title')}>
      <div class="no-voice-words">
        <div class="messages-head">
          <h2>{translate('no-voice.title')}</h2>
          <button type="button" class="control messages-close" onClick={() => setClosed(true)}>
            <Icon node={X} />
            <span class="visually-hidden">{translate('call.more.close')}</span>
          </button>
        </div>
        <p>{translate(`devices.${problem}`, { devices: translate(`devices.${devices}`) })}</p>
        {problem === 'refused' ? (
          <div class="no-voice-steps">
            <PermissionPicture kind={kind} />
            <ol>
              {permissionWords[language].steps[kind](translate('call.microphone')).map((step) => (
                <li key={step}>{step}</li>
              ))}
              <li>{translate('no-voice.last')}</li>
            </ol>
          </div>
        ) : (
          <p>{translate(`devices.${problem}.todo`)}</p>
        )}
      </div>
      <div class="no-voice-buttons">
        {retry && (
          <Button look="plain" icon={RotateCw} press={retry}>
            {translate('devices.retry')}
          </Button>
        )}
        <Button look="main" icon={MessageSquareText} press={() => messages.setOpen(true)}>
          {translate('no-voice.write')}
        </Button>
        {view.phone && <PhoneLink phone={view.phone} />}
      </div>
    </section>
  )
}
