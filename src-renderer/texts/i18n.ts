import { createInstance, type i18n as I18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { chooseLanguage, languages, type Language } from '../../src-shared/language.ts'
import { texts } from './texts.ts'
import type { Texts } from './texts-type.ts'

declare module 'i18next' {
  // Declaration merging is how i18next learns the keys; an interface is the only form that merges.
  interface CustomTypeOptions {
    defaultNS: 'translation'
    fallbackLng: false
    resources: { translation: Texts }
  }
}

/** The texts of one window. The resources are part of the bundle, so the first paint already has its words. */
export function createTexts(language: Language): I18n {
  const i18n = createInstance()
  // `initAsync: false` makes this synchronous, hence there is nothing to wait for.
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: Object.fromEntries(languages.map((one) => [one, { translation: texts[one] }])),
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return i18n
}

/** The language of this machine, the first of ours if it speaks none of them. */
export function systemLanguage(): Language {
  return chooseLanguage(null, navigator.languages.join(','))
}
