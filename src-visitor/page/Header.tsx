import { DoorClosed } from 'lucide'
import { languageNames, languages, type Language } from '../../src-shared/language.ts'
import type { Frame } from './view.ts'
import { Icon } from '../parts/Icon.tsx'
import { useTranslate } from './page-context.ts'

type HeaderProps = {
  readonly frame: Frame
  /** False where the view itself says the name in large. */
  readonly hasName: boolean
  readonly chooseLanguage: (language: Language) => void
}

/** Whose door this is, and the other languages. */
export function Header({ frame, hasName, chooseLanguage }: HeaderProps) {
  const translate = useTranslate()
  return (
    <header class="header">
      <p class="header-company">
        <span class="header-mark">
          <Icon node={DoorClosed} />
        </span>
        <span class="header-name">{(hasName && frame.company) || translate('frame.front-desk')}</span>
      </p>
      {languages
        .filter((language) => language !== frame.language)
        .map((language) => (
          <button
            key={language}
            type="button"
            class="header-language"
            lang={language}
            onClick={() => chooseLanguage(language)}
          >
            {languageNames[language]}
          </button>
        ))}
    </header>
  )
}
