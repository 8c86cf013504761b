import * as v from 'valibot'

/** The languages of every screen, Japanese first. */
export const languages = ['ja', 'en'] as const
export type Language = (typeof languages)[number]
/** For whoever speaks none of them. */
export const defaultLanguage: Language = languages[0]
/** How a visitor reads dates and times. */
export const locales: Record<Language, string> = { ja: 'ja-JP', en: 'en-GB' }
/** Each by its own name, for whoever looks for it. */
export const languageNames: Record<Language, string> = { ja: '日本語', en: 'English' }
export const LanguageSchema = v.picklist(languages)

/** One of something for each language. */
export function inEachLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, T>
}

/**
 * A text for readers of every language. Japanese and English are always there, further ones where somebody gave them; an
 * empty one means: show another.
 */
export type LocalText = Readonly<Record<'ja' | 'en', string> & Partial<Record<Language, string>>>

export function localTextSchema(maxLength: number): v.GenericSchema<LocalText> {
  return localTextOf(v.pipe(v.string(), v.trim(), v.maxLength(maxLength)))
}

/** A text as it is told and kept: its length was checked when it was given. */
export const KeptTextSchema = /* @__PURE__ */ localTextOf(v.string())

function localTextOf(text: v.GenericSchema<string>): v.GenericSchema<LocalText> {
  const further = v.exactOptional(text)
  return v.object({
    ...Object.fromEntries(languages.map((language) => [language, further])),
    ja: text,
    en: text,
  })
}

/** The text for a reader of `language`, falling back to another language rather than to nothing. */
export function textIn(language: Language, text: LocalText): string {
  return [language, ...languages].map((one) => text[one]).find(Boolean) ?? ''
}

/** The text of one language alone; empty where nobody gave one. */
export function ownText(language: Language, text: Readonly<Partial<Record<Language, string>>>): string {
  return text[language] ?? ''
}

/** The same said in another way, in each of its languages. */
export function changeText(text: LocalText, change: (text: string) => string): LocalText {
  const further = Object.entries(text).map(([language, said]) => [language, change(said)] as const)
  return { ...Object.fromEntries(further), ja: change(text.ja), en: change(text.en) }
}

/**
 * The language of a page: `?lang=` wins, else the first supported entry of `Accept-Language` by its weight
 * (RFC 9110 §12.5.4), else `defaultLanguage`.
 */
export function chooseLanguage(asked: string | null | undefined, acceptLanguage: string | null | undefined): Language {
  const wanted = parseLanguage(asked)
  if (wanted) return wanted
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((entry, index) => {
      const [tag = '', ...parameters] = entry.trim().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
      return {
        language: parseLanguage(tag.trim().split('-')[0]),
        weight: weight === undefined ? 1 : Number(weight),
        index,
      }
    })
    .filter((entry) => entry.language && entry.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
  return ranked[0]?.language ?? defaultLanguage
}

function parseLanguage(value: string | null | undefined): Language | null {
  const result = v.safeParse(LanguageSchema, value?.toLowerCase())
  return result.success ? result.output : null
}
