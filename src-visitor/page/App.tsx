import { useEffect, useMemo } from 'preact/hooks'
import type { PageLog } from './page-log.ts'
import { frameOf, viewOf, type View } from './view.ts'
import type { VisitorPage } from './visitor-page.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { Header } from './Header.tsx'
import { LanguageContext } from './page-context.ts'
import { useCallFace, type LoadCall } from '../call/use-call-face.ts'
import { useShownView, visitFaceNeed } from './use-shown-view.ts'
import { useStore } from './use-store.ts'
import { useVisitFace, type LoadVisit } from './use-visit-face.ts'
import { PageBroken } from './PageBroken.tsx'
import { ViewSwitch } from './ViewSwitch.tsx'

type AppProps = {
  readonly page: VisitorPage
  readonly voice: HTMLAudioElement
  readonly loadCall: LoadCall
  readonly loadVisit: LoadVisit
  readonly log: PageLog
}

/** The visitor's page: a frame that says whose door this is, and one view at a time. */
export function App({ page, voice, loadCall, loadVisit, log }: AppProps) {
  const state = useStore(page)
  const wanted = viewOf(state, page.actions)
  const frame = frameOf(state)
  const callFace = useCallFace(loadCall, wanted.kind === 'call' || wanted.kind === 'waiting', log)
  const need = visitFaceNeed(wanted)
  const visit = useVisitFace(loadVisit, need, log)
  const visitFace = visit.kind === 'here' ? visit.face : null
  const view = useShownView(wanted, visitFace !== null || need !== 'whole')
  useFocusOnNewView(view.kind)

  return (
    <LanguageContext.Provider value={frame.language}>
      <CrashGuard reload={page.actions.reload} log={log}>
        <div class={view.kind === 'call' && callFace ? 'page page-call' : 'page'}>
          <Header frame={frame} hasName={view.kind !== 'door'} chooseLanguage={page.actions.chooseLanguage} />
          <main key={view.kind}>
            {visit.kind === 'failed' && view !== wanted ? (
              <PageBroken reload={page.actions.reload} />
            ) : (
              <ViewSwitch
                view={view}
                isKnocking={wanted.kind === 'waiting'}
                frame={frame}
                page={page}
                callFace={callFace}
                visitFace={visitFace}
                voice={voice}
                speakerId={state.speakerId}
              />
            )}
          </main>
        </div>
      </CrashGuard>
    </LanguageContext.Provider>
  )
}

/** Screen readers start at the heading of a new view; the first view is left to the browser. */
function useFocusOnNewView(kind: View['kind']): void {
  const followFocus = useMemo(createFocusFollower, [])
  useEffect(() => followFocus(kind), [followFocus, kind])
}

function createFocusFollower(): (kind: View['kind']) => void {
  let lastKind: View['kind'] | null = null
  return (kind) => {
    if (lastKind !== null && lastKind !== kind) document.querySelector<HTMLElement>('main h1')?.focus()
    lastKind = kind
  }
}
