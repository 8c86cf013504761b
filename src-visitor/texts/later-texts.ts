import type { Language } from '../../src-shared/language.ts'
import { later as en } from './en/later.ts'
import { later as ja } from './ja/later.ts'
import type { LaterTextKey, LaterTexts, TextKey, Translate } from './text-key.ts'
import { fillIn, translatorOf } from './texts.ts'

export const laterTexts: Readonly<Record<Language, LaterTexts>> = { ja, en }

/** All texts, those of the door too. */
export function laterTranslatorOf(language: Language): Translate<TextKey | LaterTextKey> {
  const texts = laterTexts[language]
  const translate = translatorOf(language)
  return (key, values) => (isLater(key) ? fillIn(texts[key], values) : translate(key, values))
}

/** The place in the queue, in the language's own ordinal form. */
export function placeText(language: Language, place: number): string {
  const texts = laterTexts[language]
  const form = new Intl.PluralRules(language, { type: 'ordinal' }).select(place)
  return fillIn(texts[`waiting.place.${form}`] ?? texts['waiting.place.other'], { place })
}

function isLater(key: TextKey | LaterTextKey): key is LaterTextKey {
  return key in ja
}
