import type { Language } from '../../src-shared/language.ts'
import type { Texts } from './texts-type.ts'

/** All that the staff reads, each language in a file of its own: a desk speaks one of them. */
const sources: Readonly<Record<Language, () => Promise<Texts>>> = {
  ja: async () => (await import('./ja/index.ts')).ja,
  en: async () => (await import('./en/index.ts')).en,
}

/** What has been fetched, as the browser keeps a module. */
const fetched = new Map<Language, Texts>()

/** Rejects while they cannot be fetched; the next call asks again. */
export async function loadTexts(language: Language): Promise<Texts> {
  const texts = fetched.get(language) ?? (await sources[language]())
  fetched.set(language, texts)
  return texts
}

/**
 * For code that cannot wait, such as a notice of a knock: another language's words rather than none, while its own are
 * not there. The page's language is there before anything else begins.
 */
export function textsIn(language: Language): Texts {
  const texts = fetched.get(language) ?? fetched.values().next().value
  if (!texts) throw new Error('Texts are needed before any have been loaded.')
  return texts
}
