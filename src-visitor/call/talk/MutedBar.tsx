import { Mic, MicOff } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import type { LocalMedia } from '../../../src-rtc/local-media.ts'
import { watchMutedVoice } from '../../../src-rtc/muted-voice.ts'
import { useLaterTranslate } from '../../page/use-later-translate.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Status } from '../../parts/Status.tsx'
import type { CallView } from '../call-view.ts'

type MutedBarProps = { readonly view: CallView; readonly media: LocalMedia }

/** While the visitor cannot be heard: that it is so, large, and one press that ends it. Who speaks all the same is told. */
export function MutedBar({ view, media }: MutedBarProps) {
  const translate = useLaterTranslate()
  const [isSpeaking, setSpeaking] = useState(false)
  useEffect(() => watchMutedVoice({ media, onChanged: setSpeaking }), [media])
  const words = view.isUnheard ? 'call.unheard' : isSpeaking ? 'talk.unheard' : 'talk.muted'
  return (
    <Status class="muted">
      {(view.isUnheard || view.isMuted) && (
        <div class={isSpeaking ? 'muted-bar muted-speaking' : 'muted-bar'}>
          <Icon node={MicOff} />
          <strong>{translate(words)}</strong>
          <Button look="main" icon={Mic} press={view.microphone.toggle}>
            {translate('talk.unmute')}
          </Button>
        </div>
      )}
    </Status>
  )
}
