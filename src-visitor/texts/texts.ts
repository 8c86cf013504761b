import type { Language } from '../../src-shared/language.ts'
import { door as en } from './en/door.ts'
import { door as ja } from './ja/door.ts'
import type { Texts, TextValues, Translate } from './text-key.ts'

export const doorTexts: Readonly<Record<Language, Texts>> = { ja, en }

export function translatorOf(language: Language): Translate {
  return (key, values) => fillIn(doorTexts[language][key], values)
}

/** All that this page needs of a translation library, in a fortieth of its bytes. */
export function fillIn(text: string, values: TextValues = {}): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values[name] ?? hole))
}
