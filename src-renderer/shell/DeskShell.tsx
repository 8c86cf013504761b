import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { textIn } from '../../src-shared/language.ts'
import { assertNever } from '../../src-shared/result.ts'
import { CallBar } from '../call/CallBar.tsx'
import { CallView } from '../call/CallView.tsx'
import { MessagesProvider } from '../call/talk/messages.tsx'
import { useCallBegun } from '../call/use-call-begun.ts'
import { ShareSourceDialog } from '../call/ShareSourceDialog.tsx'
import { Voice } from '../call/Voice.tsx'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { useHash } from '../face/use-hash.ts'
import { useLanguage } from '../face/language.ts'
import { CallEndNote } from '../call/CallEndNote.tsx'
import { Queue } from '../queue/Queue.tsx'
import { Settings } from '../settings/Settings.tsx'
import { VisitLog } from '../visits/VisitLog.tsx'
import { FeedbackNote } from './FeedbackNote.tsx'
import { FlashOverlay } from './FlashOverlay.tsx'
import { Navigation } from './Navigation.tsx'
import { PresenceSwitch } from './PresenceSwitch.tsx'
import { Problems } from './Problems.tsx'
import { screenIn, type Screen } from './screens.ts'
import { useNewcomerNote } from './use-newcomer-note.ts'
import { useAppearance } from './use-appearance.ts'

/** The desk's whole window: who we are, where we are, what is wrong, and the screen. */
export function DeskShell(): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const face = useFace()
  const { room, settings } = useDesk(({ room, settings }) => ({ room, settings }))
  const screen = screenIn(useHash())
  useNewcomerNote()
  // A call that nobody sees is worse than a screen that is left.
  useCallBegun(() => {
    location.hash = 'queue'
  })
  useAppearance(settings, face.askedLanguage)
  const company = room ? textIn(language, room.profile.company) : ''
  return (
    <MessagesProvider>
      <div className="shell">
        <header className="shell-side">
          <p className="shell-company">{company || t('name')}</p>
          <Navigation screen={screen} />
          <PresenceSwitch />
        </header>
        <main className="shell-main">
          <Problems />
          <CallEndNote />
          <CurrentScreen screen={screen} />
        </main>
        <Voice />
        <FlashOverlay screen={screen} />
        <FeedbackNote />
        {face.surroundings.kind === 'app' && <ShareSourceDialog sources={face.surroundings.shareSources} />}
      </div>
    </MessagesProvider>
  )
}

function CurrentScreen(props: { readonly screen: Screen }): ReactNode {
  const { callSession } = useFace()
  const active = useStore(callSession)
  const bar = active && <CallBar active={active} />
  switch (props.screen) {
    case 'queue':
      return active ? <CallView key={active.call.id} active={active} /> : <Queue />
    case 'visits':
      return (
        <>
          {bar}
          <VisitLog />
        </>
      )
    case 'settings':
      return (
        <>
          {bar}
          <Settings />
        </>
      )
    default:
      return assertNever(props.screen)
  }
}
