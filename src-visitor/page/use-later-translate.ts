import { useContext } from 'preact/hooks'
import { laterTranslatorOf } from '../texts/later-texts.ts'
import type { LaterTextKey, TextKey, Translate } from '../texts/text-key.ts'
import { LanguageContext } from './page-context.ts'

/** All texts, also those of what follows a knock. Only views that are fetched later may use it. */
export function useLaterTranslate(): Translate<TextKey | LaterTextKey> {
  return laterTranslatorOf(useContext(LanguageContext))
}
