import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../../src-shared/language.ts'
import type { Translate } from '../texts/text-key.ts'
import { translatorOf } from '../texts/texts.ts'

/** The visitor's language. */
export const LanguageContext = createContext<Language>('ja')

/** The texts in the visitor's language that are there from the start. */
export function useTranslate(): Translate {
  return translatorOf(useContext(LanguageContext))
}
