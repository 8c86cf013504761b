import { useEffect, useState } from 'react'
import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import type { Language } from '../../src-shared/language.ts'
import { systemLanguage } from '../texts/i18n.ts'
import { useSpokenLanguage } from '../texts/use-spoken-language.ts'

/** Makes the page speak and look as the settings say. `asked` wins until another language is chosen. */
export function useAppearance(settings: Pick<DeskSettings, 'language' | 'theme'>, asked: Language | null = null): void {
  const [languageAtStart] = useState(settings.language)
  const isAskedFor = asked !== null && settings.language === languageAtStart
  const language = (isAskedFor ? asked : settings.language) ?? systemLanguage()
  useSpokenLanguage(language)
  useEffect(() => {
    if (settings.theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = settings.theme
  }, [settings.theme])
}
