import { describe, expect, it } from 'vitest'
import { readPageStart } from '../../src-visitor/page/page-data.ts'
import { room } from './support/page-facts.ts'

const json = JSON.stringify({ language: 'en', room })
const open = (url: string, given: string | null = json, browserLanguages: readonly string[] = ['de', 'en-GB']) =>
  readPageStart({ json: given, url: new URL(url, 'https://desk.example'), browserLanguages })

describe('what the page knows at the start', () => {
  it('is what the server wrote into it', () => {
    expect(open('/tanaka')).toEqual({ address: 'tanaka', language: 'en', room })
  })
  it('is in the language of the address', () => {
    expect(open('/tanaka?lang=ja')).toMatchObject({ language: 'ja', room })
  })
  it.each([
    null,
    '',
    'null',
    '{',
    '{"language":"en"}',
    JSON.stringify({ language: 'en', room: { ...room, address: '<b>' } }),
  ])('is the address and the browser’s language where the page says %s', (broken) => {
    expect(open('/tanaka', broken)).toEqual({ address: 'tanaka', language: 'en', room: null })
  })
  it('is Japanese where the browser says nothing useful', () => {
    expect(open('/tanaka', null, ['de'])).toMatchObject({ language: 'ja' })
  })
  it('is nothing where the address has no room either', () => {
    expect(open('/', null)).toBeNull()
  })
})
