import { useTranslation } from 'react-i18next'
import { parse } from '../../src-shared/parse.ts'
import { languageNames, LanguageSchema, type Language } from '../../src-shared/language.ts'
import { systemLanguage } from '../texts/i18n.ts'

/** What this window speaks now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return languageOf(i18n.language)
}

/** How this window calls a language: *英語* rather than *English*. */
export function useLanguageNames(): (language: Language) => string {
  const names = new Intl.DisplayNames(useLanguage(), { type: 'language' })
  return (language) => names.of(language) ?? languageNames[language]
}

/** What the page around the views says that it speaks, for what is no view: notices, the tab's title. */
export function documentLanguage(): Language {
  return languageOf(document.documentElement.lang)
}

function languageOf(tag: string): Language {
  const known = parse(LanguageSchema, tag)
  return known.kind === 'ok' ? known.value : systemLanguage()
}
