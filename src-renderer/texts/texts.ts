import type { Language } from '../../src-shared/language.ts'
import type { FirstTexts, LaterTexts } from './texts-type.ts'

type Sources = { readonly first: () => Promise<FirstTexts>; readonly later: () => Promise<LaterTexts> }

/** All that the staff reads, each language in files of its own: a desk speaks one of them. */
const sources: Readonly<Record<Language, Sources>> = {
  ja: {
    first: async () => (await import('./ja/index.ts')).ja,
    later: async () => (await import('./ja/later.ts')).later,
  },
  en: {
    first: async () => (await import('./en/index.ts')).en,
    later: async () => (await import('./en/later.ts')).later,
  },
}

/** What has been fetched, as the browser keeps a module. */
const fetched = new Map<Language, FirstTexts>()

/** Rejects while they cannot be fetched; the next call asks again. */
export async function loadTexts(language: Language): Promise<FirstTexts> {
  const texts = fetched.get(language) ?? (await sources[language].first())
  fetched.set(language, texts)
  return texts
}

/** Rejects as `loadTexts` does. */
export function loadLaterTexts(language: Language): Promise<LaterTexts> {
  return sources[language].later()
}

/**
 * For code that cannot wait, such as a notice of a knock: another language's words rather than none, while its own are
 * not there. The page's language is there before anything else begins.
 */
export function textsIn(language: Language): FirstTexts {
  const texts = fetched.get(language) ?? fetched.values().next().value
  if (!texts) throw new Error('Texts are needed before any have been loaded.')
  return texts
}
