import { DoorClosed } from 'lucide'
import type { Language } from '../../src-shared/language.ts'
import type { Frame } from './view.ts'
import { Icon } from '../parts/Icon.tsx'
import { useTranslate } from './page-context.ts'

type HeaderProps = {
  readonly frame: Frame
  /** False where the view itself says the name in large. */
  readonly hasName: boolean
  readonly chooseLanguage: (language: Language) => void
}

/** Whose door this is, and the other language. */
export function Header({ frame, hasName, chooseLanguage }: HeaderProps) {
  const translate = useTranslate()
  const other: Language = frame.language === 'ja' ? 'en' : 'ja'
  return (
    <header class="header">
      <p class="header-company">
        <span class="header-mark">
          <Icon node={DoorClosed} />
        </span>
        <span class="header-name">{(hasName && frame.company) || translate('frame.front-desk')}</span>
      </p>
      <button type="button" class="header-language" lang={other} onClick={() => chooseLanguage(other)}>
        {other === 'ja' ? '日本語' : 'English'}
      </button>
    </header>
  )
}
