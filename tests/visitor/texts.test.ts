import { describe, expect, it } from 'vitest'
import { languages, type Language } from '../../src-shared/language.ts'
import { laterTexts, laterTranslatorOf, placeText } from '../../src-visitor/texts/later-texts.ts'
import { doorTexts } from '../../src-visitor/texts/texts.ts'

type Texts = Readonly<Record<string, string>>

const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted()
/** Every language has its own ordinal forms beside `other`. */
const isCommon = (key: string): boolean => !/^waiting\.place\.(zero|one|two|few|many)$/.test(key)
const keysOf = (texts: Texts): string[] => Object.keys(texts).filter(isCommon).toSorted()

const sets: readonly [string, Readonly<Record<Language, Texts>>][] = [
  ['until the knock', doorTexts],
  ['from the knock on', laterTexts],
]
const others = languages.filter((language) => language !== 'ja')

describe.each(sets)('the texts %s', (_when, texts) => {
  it.each(languages)('are all there in %s', (language) => {
    expect(keysOf(texts[language])).toEqual(keysOf(texts.ja))
    expect(Object.entries(texts[language]).filter(([, text]) => text.trim() === '')).toEqual([])
  })
  it.each(others)('have the same holes in %s as in Japanese', (language) => {
    const differing = Object.entries(texts.ja).filter(
      ([key, text]) => holes(text).join() !== holes(texts[language][key] ?? '').join(),
    )
    expect(differing).toEqual([])
  })
  it.each(others)('were all translated to %s', (language) => {
    expect(Object.entries(texts.ja).filter(([key, text]) => texts[language][key] === text)).toEqual([])
  })
})

describe('the texts', () => {
  it.each(languages)('fill their holes in %s without escaping', (language) => {
    const text = laterTranslatorOf(language)('devices.busy', { devices: 'A & B' })
    expect(text).toContain('A & B')
    expect(text).not.toContain('{{')
  })
  it('begin the wait with the words that others rely on', () => {
    for (const phase of ['sending', 'waiting', 'held'] as const) {
      expect(laterTranslatorOf('ja')(`waiting.${phase}`)).toMatch(/^お待ち/)
      expect(laterTranslatorOf('en')(`waiting.${phase}`)).toMatch(/^Waiting/)
    }
  })
  it.each([
    [2, '2nd', '2番目'],
    [3, '3rd', '3番目'],
    [4, '4th', '4番目'],
    [11, '11th', '11番目'],
    [21, '21st', '21番目'],
  ])('say place %i as %s and %s', (place, english, japanese) => {
    expect(placeText('en', place)).toContain(` ${english} `)
    expect(placeText('ja', place)).toContain(japanese)
  })
})
