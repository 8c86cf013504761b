import { createInstance, type i18n as I18n, type TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { chooseLanguage, type Language } from '../../src-shared/language.ts'
import { visitorAlone, visitorInSentence, type VisitorWords } from '../../src-shared/visitor-name.ts'
import { loadLaterTexts, textsIn } from './texts.ts'
import type { Texts } from './texts-type.ts'

declare module 'i18next' {
  // Declaration merging is how i18next learns the keys; an interface is the only form that merges.
  interface CustomTypeOptions {
    defaultNS: 'translation'
    fallbackLng: false
    resources: { translation: Texts }
  }
}

/** The texts of one window, whose language has been loaded, so that the first paint has its words. */
export function createTexts(language: Language): I18n {
  return start(createInstance().use(initReactI18next), language)
}

/** The same for code outside the views, such as notices, which may speak another language than the window. */
export function translatorOf(language: Language): TFunction {
  return start(createInstance(), language).t
}

function start(i18n: I18n, language: Language): I18n {
  // `initAsync: false` makes this synchronous, hence there is nothing to wait for.
  void i18n.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: textsIn(language) } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  // `{{name, visitor}}` stands within a sentence, `{{name, alone}}` where it begins one.
  i18n.services.formatter?.add('visitor', (name: string) => visitorInSentence(name, wordsOf(i18n)))
  i18n.services.formatter?.add('alone', (name: string) => visitorAlone(name, wordsOf(i18n)))
  return i18n
}

/** Gives the window what its later views say. Rejects while that cannot be fetched. */
export async function addLaterTexts(i18n: I18n, language: Language): Promise<void> {
  i18n.addResourceBundle(language, 'translation', await loadLaterTexts(language))
}

/** Changes the window's language to one that has been loaded. */
export function speak(i18n: I18n, language: Language, texts: Texts): void {
  i18n.addResourceBundle(language, 'translation', texts)
  // At once: nothing is left to load.
  void i18n.changeLanguage(language)
  document.documentElement.lang = language
}

function wordsOf({ t }: I18n): VisitorWords {
  return t('visitor', { returnObjects: true })
}

/** The language of this machine, the first of ours if it speaks none of them. */
export function systemLanguage(): Language {
  return chooseLanguage(null, navigator.languages.join(','))
}
