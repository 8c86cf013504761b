import * as v from 'valibot'

/** The languages of every screen, Japanese first. */
export const languages = ['ja', 'en'] as const
export const languageNames: Record<Language, string> = { ja: '日本語', en: 'English' }
export type Language = (typeof languages)[number]
export const LanguageSchema = v.picklist(languages)

/** A text in every language. An empty one means: show another. */
export type LocalText = Readonly<Record<Language, string>>

/** One of something for each language. */
export function inEachLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, T>
}

export function localTextSchema(maxLength: number): v.GenericSchema<LocalText> {
  const text = v.pipe(v.string(), v.trim(), v.maxLength(maxLength))
  return v.object(inEachLanguage(() => text))
}

/** A text as it is told and kept: its length was checked when it was given. */
export const KeptTextSchema: v.GenericSchema<LocalText> = v.object(inEachLanguage(() => v.string()))

/** The text for a reader of `language`, falling back to another language rather than to nothing. */
export function textIn(language: Language, text: LocalText): string {
  return [language, ...languages].map((one) => text[one]).find((one) => one !== '') ?? ''
}

/**
 * The language of a page: `?lang=` wins, else the first supported entry of `Accept-Language` by its weight
 * (RFC 9110 §12.5.4), else Japanese.
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
  return ranked[0]?.language ?? languages[0]
}

function parseLanguage(value: string | null | undefined): Language | null {
  const result = v.safeParse(LanguageSchema, value?.toLowerCase())
  return result.success ? result.output : null
}
