import { describe, expect, it } from 'vitest'
import { languages } from '../../src-shared/language.ts'
import { en } from '../../src-visitor/texts/en.ts'
import { ja } from '../../src-visitor/texts/ja.ts'
import { laterEn } from '../../src-visitor/texts/later-en.ts'
import { laterJa } from '../../src-visitor/texts/later-ja.ts'
import { laterTranslatorOf } from '../../src-visitor/texts/later-texts.ts'
import { translatorOf } from '../../src-visitor/texts/texts.ts'

const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted()

const sets: readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>][] = [
  ['until the knock', ja, en],
  ['from the knock on', laterJa, laterEn],
]

describe.each(sets)('the texts %s', (_when, japanese, english) => {
  it('are the same in both languages', () => {
    expect(Object.keys(english).toSorted()).toEqual(Object.keys(japanese).toSorted())
  })
  it.each(Object.entries({ japanese, english }))('are all there in %s', (_language, texts) => {
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([])
  })
  it('have the same holes in both languages', () => {
    const differing = Object.entries(japanese).filter(
      ([key, text]) => holes(text).join() !== holes(english[key] ?? '').join(),
    )
    expect(differing).toEqual([])
  })
  it('differ, so that nothing was left untranslated', () => {
    const same = Object.entries(japanese).filter(([key, text]) => english[key] === text)
    expect(same).toEqual([])
  })
})

describe('the texts', () => {
  it.each(languages)('fill their holes in %s without escaping', (language) => {
    const text = translatorOf(language)('devices.busy', { devices: 'A & B' })
    expect(text).toContain('A & B')
    expect(text).not.toContain('{{')
  })
  it('begin the wait with the words that others rely on', () => {
    for (const phase of ['sending', 'waiting', 'held'] as const) {
      expect(laterTranslatorOf('ja')(`waiting.${phase}`)).toMatch(/^お待ち/)
      expect(laterTranslatorOf('en')(`waiting.${phase}`)).toMatch(/^Waiting/)
    }
  })
})
