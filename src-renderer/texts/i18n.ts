import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { chooseLanguage, type Language } from '../../src-shared/language.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import type { Texts } from './texts.ts'

declare module 'i18next' {
  // Declaration merging is how i18next learns the keys; an interface is the only form that merges.
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Texts }
  }
}

/** The texts of one window. The resources are part of the bundle, so the first paint already has its words. */
export function createTexts(language: Language): i18n {
  const texts = createInstance()
  // `initAsync: false` makes this synchronous, hence there is nothing to wait for.
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ja',
    resources: { ja: { translation: ja }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return texts
}

/** The language of this machine, Japanese if it speaks neither. */
export function systemLanguage(): Language {
  return chooseLanguage(null, navigator.languages.join(','))
}
