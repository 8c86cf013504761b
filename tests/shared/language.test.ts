import { describe, expect, it } from 'vitest'
import { chooseLanguage, textIn } from '../../src-shared/language.ts'

describe('the language of a page', () => {
  it.for([
    ['what is asked for wins', 'en', 'ja', 'en'],
    ['in any case of letters', 'EN', null, 'en'],
    ['unless it is unknown', 'fr', 'en', 'en'],
    ['the first supported entry', null, 'fr, en, ja', 'en'],
    ['the entry of the greatest weight', null, 'en;q=0.5, ja;q=0.9', 'ja'],
    ['an entry without weight counts full', null, 'en;q=0.9, ja', 'ja'],
    ['a region does not matter', null, 'en-GB', 'en'],
    ['an entry of weight zero is refused', null, 'en;q=0', 'ja'],
    ['spaces and odd parameters do not matter', null, ' en ; level=1 ; q=0.8 ', 'en'],
    ['nothing is Japanese', null, null, 'ja'],
    ['an empty header is Japanese', '', '', 'ja'],
    ['a header of rubbish is Japanese', null, ';;,=q,*', 'ja'],
  ] as const)('%s', ([, asked, accepted, expected]) => {
    expect(chooseLanguage(asked, accepted)).toBe(expected)
  })
})

describe('a text in two languages', () => {
  it.each([
    ['ja', { ja: '受付', en: 'Front desk' }, '受付'],
    ['en', { ja: '受付', en: 'Front desk' }, 'Front desk'],
    ['en', { ja: '受付', en: '' }, '受付'],
    ['ja', { ja: '', en: 'Front desk' }, 'Front desk'],
    ['ja', { ja: '', en: '' }, ''],
  ] as const)('for a reader of %s of %j is "%s"', (language, text, expected) => {
    expect(textIn(language, text)).toBe(expected)
  })
})
