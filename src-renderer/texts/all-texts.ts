/** Every language at once, for programs that are no page: the build, and the tests. */
import { languages, type Language } from '../../src-shared/language.ts'
import { loadLaterTexts, loadTexts } from './texts.ts'
import type { Texts } from './texts-type.ts'

const pairs = await Promise.all(
  languages.map(async (language) => {
    const all: Texts = { ...(await loadTexts(language)), ...(await loadLaterTexts(language)) }
    return [language, all] as const
  }),
)

export const texts = Object.fromEntries(pairs) as Readonly<Record<Language, Texts>>
