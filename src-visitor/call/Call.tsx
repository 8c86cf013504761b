import { useEffect } from 'preact/hooks'
import type { CallLink } from '../../src-rtc/call-link.ts'
import type { LocalMedia } from '../../src-rtc/local-media.ts'
import { playStream, type Playback } from '../../src-rtc/play-stream.ts'
import type { CallView } from './call-view.ts'
import { CallControls } from './CallControls.tsx'
import { CallNotes } from './CallNotes.tsx'
import { CallTiles } from './CallTiles.tsx'
import { PartBar } from './PartBar.tsx'
import { CameraOffBar } from './talk/CameraOffBar.tsx'
import { MessagePanel } from './talk/MessagePanel.tsx'
import { MessagePeek } from './talk/MessagePeek.tsx'
import { MutedBar } from './talk/MutedBar.tsx'
import { NoVoice } from './talk/NoVoice.tsx'
import { useMessages } from './talk/use-messages.ts'
import { useLaterTranslate } from '../page/use-later-translate.ts'
import './call.css'
import './talk/talk.css'

type CallProps = {
  readonly view: CallView
  readonly company: string
  /** Null for the moment between the admission and the connection. */
  readonly link: CallLink | null
  readonly media: LocalMedia
  readonly voice: {
    readonly element: HTMLAudioElement
    readonly sinkId: string
    readonly onPlayback: (playback: Playback) => void
  }
}

/** The conversation: the company big, oneself small, and what can be done below, where the thumb is. */
export function Call({ view, company, link, media, voice }: CallProps) {
  const translate = useLaterTranslate()
  const messages = useMessages(view.talk?.lines)
  const { element, sinkId, onPlayback } = voice
  useEffect(() => {
    if (!link) return undefined
    return playStream({ element, stream: link.remote.voice, sinkId, onPlayback })
  }, [link, element, sinkId, onPlayback])

  const name = company || translate('frame.front-desk')
  return (
    <div class="call">
      <h1 class="visually-hidden" tabIndex={-1}>
        {name}
      </h1>
      <div class="call-middle">
        <CallTiles view={view} company={name} remote={link?.remote ?? null} preview={media.preview} />
        {view.talk && messages.isOpen && (
          <MessagePanel talk={view.talk} messages={messages} company={name} phone={view.phone} />
        )}
      </div>
      <div class="call-under">
        <MessagePeek messages={messages} company={name} />
        <NoVoice view={view} messages={messages} />
        <MutedBar view={view} media={media} />
        <CameraOffBar view={view} />
      </div>
      <CallNotes view={view} />
      <PartBar part={view.part} preview={media.preview} />
      <CallControls view={view} messages={messages} />
    </div>
  )
}
