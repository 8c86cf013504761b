import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../src-shared/language.ts'
import { fetchUntilHere } from '../face/fetch-until-here.ts'
import { speak } from './i18n.ts'
import { loadLaterTexts, loadTexts } from './texts.ts'

/** Makes the window speak this language, once its texts are there; until then it goes on as before. */
export function useSpokenLanguage(language: Language): void {
  const { i18n } = useTranslation()
  useEffect(() => {
    if (i18n.language === language) return undefined
    return fetchUntilHere({
      load: () => Promise.all([loadTexts(language), loadLaterTexts(language)]),
      afterMs: 0,
      onHere: ([first, later]) => speak(i18n, language, { ...first, ...later }),
      // Nothing to tell: it is asked for again until it is there.
      onFailed: () => undefined,
    })
  }, [i18n, language])
}
