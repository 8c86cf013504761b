import { useTranslation } from 'react-i18next'
import { parse } from '../../src-shared/parse.ts'
import { languageNames, LanguageSchema, type Language } from '../../src-shared/language.ts'
import { systemLanguage } from '../texts/i18n.ts'

/** The language of this window now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return languageOf(i18n.language)
}

/** The names of languages in this window's language: *英語* rather than *English*. */
export function useLanguageNames(): (language: Language) => string {
  const names = new Intl.DisplayNames(useLanguage(), { type: 'language' })
  return (language) => names.of(language) ?? languageNames[language]
}

/** The page's language for code outside the views, such as notices and the tab's title. */
export function documentLanguage(): Language {
  return languageOf(document.documentElement.lang)
}

function languageOf(tag: string): Language {
  const known = parse(LanguageSchema, tag)
  return known.kind === 'ok' ? known.value : systemLanguage()
}
