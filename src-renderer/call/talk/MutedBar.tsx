import { Mic, MicOff } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isTurnedOff } from '../../../src-rtc/turned-off.ts'
import { watchMutedVoice } from '../../../src-rtc/muted-voice.ts'
import { useFace, useStore } from '../../face/face.ts'
import { IconButton } from '../../parts/IconButton.tsx'

/** While this desk's microphone is off: that it is, large, and one press that ends it. Who speaks all the same is told. */
export function MutedBar(): ReactNode {
  const { t } = useTranslation()
  const { media } = useFace()
  const { microphone, isMicrophoneOn } = useStore(media)
  const [isSpeaking, setSpeaking] = useState(false)
  useEffect(() => watchMutedVoice({ media, onChanged: setSpeaking }), [media])
  const isMuted = isTurnedOff(microphone, isMicrophoneOn)
  return (
    <output className="muted">
      {isMuted && (
        <span className={`muted-bar${isSpeaking ? ' muted-speaking' : ''}`}>
          <MicOff aria-hidden />
          <strong>{t(isSpeaking ? 'talk.unheard' : 'talk.muted')}</strong>
          <IconButton
            icon={Mic}
            label={t('talk.unmute')}
            size="large"
            tone="deny"
            onPress={() => media.setMicrophoneOn(true)}
          />
        </span>
      )}
    </output>
  )
}
