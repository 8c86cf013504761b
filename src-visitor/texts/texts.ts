import type { Language } from '../../src-shared/language.ts'
import { createTranslate } from './create-translate.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import type { Translate } from './text-key.ts'

const translators: Record<Language, Translate> = { ja: createTranslate(ja), en: createTranslate(en) }

/** Always the same function for a language. */
export function translatorOf(language: Language): Translate {
  return translators[language]
}
