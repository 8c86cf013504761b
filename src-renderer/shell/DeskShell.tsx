import type { i18n as I18n } from 'i18next'
import { useCallback, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { textIn, type Language } from '../../src-shared/language.ts'
import { assertNever } from '../../src-shared/result.ts'
import { MessagesProvider } from '../call/talk/messages.tsx'
import { useCallBegun } from '../call/use-call-begun.ts'
import { Voice } from '../call/Voice.tsx'
import { useDesk, useFace, useStore } from '../face/face.ts'
import { useHash } from '../face/use-hash.ts'
import { useLanguage } from '../face/language.ts'
import { useLaterView } from '../face/use-later-view.ts'
import { CallEndNote } from '../call/CallEndNote.tsx'
import { SharePicker } from '../call/SharePicker.tsx'
import { Queue } from '../queue/Queue.tsx'
import { addLaterTexts } from '../texts/i18n.ts'
import { FeedbackNote } from './FeedbackNote.tsx'
import { FlashOverlay } from './FlashOverlay.tsx'
import { LaterScreen } from './LaterScreen.tsx'
import { Navigation } from './Navigation.tsx'
import { PresenceSwitch } from './PresenceSwitch.tsx'
import { Problems } from './Problems.tsx'
import { screenIn } from './screens.ts'
import { useAllLanguages } from './use-all-languages.ts'
import { useNewcomerNote } from './use-newcomer-note.ts'
import { useAppearance } from './use-appearance.ts'

/** The desk's whole window: who we are, where we are, what is wrong, and the screen. */
export function DeskShell(): ReactNode {
  const { t, i18n } = useTranslation()
  const language = useLanguage()
  const face = useFace()
  const { room, settings } = useDesk(({ room, settings }) => ({ room, settings }))
  const screen = screenIn(useHash())
  const active = useStore(face.callSession)
  const call = useLaterView(loadCallScreen, active !== null)
  const visits = useLaterView(loadVisitLog, screen === 'visits')
  const loadSettings = useCallback(() => loadSettingsInWords(i18n, language), [i18n, language])
  const settingsScreen = useLaterView(loadSettings, screen === 'settings')
  useAllLanguages()
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
          {screen !== 'queue' && active && call.kind === 'here' && <call.view.CallBar active={active} />}
          {currentScreen()}
        </main>
        <Voice />
        <FlashOverlay screen={screen} />
        <FeedbackNote />
        {face.surroundings.kind === 'app' && <SharePicker sources={face.surroundings.shareSources} />}
      </div>
    </MessagesProvider>
  )

  function currentScreen(): ReactNode {
    switch (screen) {
      case 'queue':
        if (!active) return <Queue />
        return (
          <LaterScreen of={call}>{({ CallView }) => <CallView key={active.call.id} active={active} />}</LaterScreen>
        )
      case 'visits':
        return <LaterScreen of={visits}>{({ VisitLog }) => <VisitLog />}</LaterScreen>
      case 'settings':
        return <LaterScreen of={settingsScreen}>{({ Settings }) => <Settings />}</LaterScreen>
      default:
        return assertNever(screen)
    }
  }
}

function loadCallScreen() {
  return import('../call/call-screen.ts')
}

function loadVisitLog() {
  return import('../visits/VisitLog.tsx')
}

async function loadSettingsInWords(i18n: I18n, language: Language) {
  const [{ Settings }] = await Promise.all([import('../settings/Settings.tsx'), addLaterTexts(i18n, language)])
  return { Settings }
}
