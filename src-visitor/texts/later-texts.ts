import type { Language } from '../../src-shared/language.ts'
import { createTranslate } from './create-translate.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { laterEn } from './later-en.ts'
import { laterJa } from './later-ja.ts'
import type { LaterTextKey, TextKey, Translate } from './text-key.ts'

const translators: Record<Language, Translate<TextKey | LaterTextKey>> = {
  ja: createTranslate({ ...ja, ...laterJa }),
  en: createTranslate({ ...en, ...laterEn }),
}

/** All texts. Always the same function for a language. */
export function laterTranslatorOf(language: Language): Translate<TextKey | LaterTextKey> {
  return translators[language]
}
