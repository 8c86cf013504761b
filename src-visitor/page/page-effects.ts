import type { ScreenKeeper } from '../../src-page/screen-keeper.ts'
import type { Language } from '../../src-shared/language.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { PageSound } from './page-sound.ts'
import { frameOf, viewOf, type View } from './view.ts'
import type { TextKey } from '../texts/text-key.ts'
import { translatorOf } from '../texts/texts.ts'
import type { VisitorPage } from './visitor-page.ts'

/** Everything outside the page's own rectangle follows the state here: title, language, address bar, screen, chime. */
export function followPage(
  page: VisitorPage,
  outside: {
    readonly document: Document
    readonly sound: PageSound
    readonly screen: ScreenKeeper
    /** Puts the language into the address, so that a reload and a link that is passed on keep it. */
    readonly showLanguage: (language: Language) => void
  },
): () => void {
  let lastStage: Stage | null = null
  let lastLanguage = page.getState().language

  function follow(): void {
    const state = page.getState()
    const view = viewOf(state, page.actions)
    const { company, language } = frameOf(state)
    const translate = translatorOf(language)
    const title = translate(titleOf(view))
    outside.document.title = company ? `${title} – ${company}` : title
    outside.document.documentElement.lang = language
    if (language !== lastLanguage) outside.showLanguage(language)
    lastLanguage = language
    outside.screen.setWanted(view.kind === 'waiting' || view.kind === 'call')
    const stage = stageOf(view)
    if (isTurn(lastStage, stage)) outside.sound.chime()
    lastStage = stage
  }

  follow()
  return page.subscribe(follow)
}

type Stage = Exclude<View['kind'], 'waiting'> | 'waiting' | 'held'

function stageOf(view: View): Stage {
  return view.kind === 'waiting' && view.phase === 'held' ? 'held' : view.kind
}

/** Somebody who put the phone aside has to look at it: the call begins, or the time is over that the desk had named. */
function isTurn(before: Stage | null, now: Stage): boolean {
  if (before === 'held') return now === 'call' || now === 'waiting'
  return before === 'waiting' && now === 'call'
}

function titleOf(view: View): TextKey {
  switch (view.kind) {
    case 'waiting':
      return view.isUnnoticed ? 'title.unnoticed' : view.phase === 'held' ? 'title.held' : 'title.waiting'
    case 'call':
      return 'title.call'
    case 'over':
      return view.cause === 'denied' ? 'title.denied' : 'title.over'
    case 'farewell':
      return 'title.over'
    case 'door':
    case 'resuming':
    case 'refused':
    case 'displaced':
      return 'title.door'
    default:
      return assertNever(view)
  }
}
