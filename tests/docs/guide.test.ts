/** The guides for owners say what stands on the screen, and lead somewhere. Words in bold are the screen's own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { texts as deskTexts } from '../../src-renderer/texts/all-texts.ts'
import { languages, type Language } from '../../src-shared/language.ts'
import { guidePictures } from '../pictures/screens.ts'

const guides = path.join(import.meta.dirname, '../../docs/guide')
const pictures = path.join(guides, '../pictures/guide')

const pagesOf = (language: Language): readonly string[] => readdirSync(path.join(guides, language)).toSorted()
const read = (language: Language, page: string): string => readFileSync(path.join(guides, language, page), 'utf8')

function everyText(part: object): readonly string[] {
  return Object.values(part).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? everyText(value) : [],
  )
}

it('is the same pages in every language', () => {
  for (const language of languages) expect(pagesOf(language)).toEqual(pagesOf(languages[0]))
})

describe.each(languages)('the guide in %s', (language) => {
  const known = new Set(everyText(deskTexts[language]))

  it.each(pagesOf(language))('%s names what is on the screen, and its links lead somewhere', (page) => {
    const text = read(language, page)
    // A heading of the notice for visitors is the company's own.
    const bold = page === 'privacy.md' ? (text.split('\n---\n').at(-1) ?? '') : text
    const unknown = [...bold.matchAll(/\*\*(.+?)\*\*/g)]
      .map(([, words = '']) => words)
      .filter((words) => !known.has(words))
    expect(unknown).toEqual([])
    const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
    const dead = targets.filter(
      (target) => !target.startsWith('https://') && !existsSync(path.join(guides, language, target)),
    )
    expect(dead).toEqual([])
  })
})

it('shows every picture that is taken for it, and no other', () => {
  const shown = languages.flatMap((language) =>
    pagesOf(language).flatMap((page) =>
      [...read(language, page).matchAll(/pictures\/guide\/(\S+\.webp)\)/g)].map(([, file = '']) => file),
    ),
  )
  const taken = guidePictures.map(({ name }) => `${name}.webp`)
  expect([...new Set(shown)].toSorted()).toEqual(taken.toSorted())
  expect(readdirSync(pictures).toSorted()).toEqual(taken.toSorted())
})
