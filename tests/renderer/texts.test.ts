import { describe, expect, test } from 'vitest'
import { createTexts } from '../../src-renderer/texts/i18n.ts'
import { texts } from '../../src-renderer/texts/all-texts.ts'
import { languages } from '../../src-shared/language.ts'

/** Every text by its dotted key. */
function flatten(part: object, prefix = ''): ReadonlyMap<string, string> {
  const flat = new Map<string, string>()
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === 'string') flat.set(prefix + name, value)
    else for (const [key, text] of flatten(value, `${prefix}${name}.`)) flat.set(key, text)
  }
  return flat
}

const placeholders = (text: string): readonly string[] => (text.match(/\{\{\w+|<\/?\w+>/g) ?? []).toSorted()

describe.each(languages)('the texts in %s', (language) => {
  const first = flatten(texts[languages[0]])
  const own = flatten(texts[language])

  test('are whole, and take the same values', () => {
    expect([...own.keys()].toSorted()).toEqual([...first.keys()].toSorted())
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(text), key).toEqual(placeholders(first.get(key) ?? ''))
    }
  })
})

test('Japanese is written in Japanese', () => {
  const written = [...flatten(texts.ja)].filter(
    ([, text]) => !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text),
  )
  expect(written).toEqual([])
})

describe('the names that programs outside rely on', () => {
  test.each([
    ['navigation.queue', 'Queue', '受付'],
    ['navigation.visits', 'Visit log', '来訪記録'],
    ['navigation.settings', 'Settings', '設定'],
    ['queue.list', 'Waiting visitors', 'お待ちのお客様'],
    ['noName', 'No name', 'お名前なし'],
    ['queue.admit', 'Admit', '入室を許可'],
    ['queue.hold', 'Hold', '少し待ってもらう'],
    ['queue.deny', 'Deny', 'お断り'],
    ['call.microphone', 'Microphone', 'マイク'],
    ['call.camera', 'Camera', 'カメラ'],
    ['call.shareScreen', 'Share screen', '画面を共有'],
    ['call.stopSharing', 'Stop sharing', '共有を停止'],
    ['call.hangUp', 'Hang up', '通話を終了'],
    ['call.sharedScreen', 'Shared screen', '共有画面'],
    ['you', 'You', 'あなた'],
  ] as const)('%s', (key, english, japanese) => {
    expect([createTexts('en').t(key), createTexts('ja').t(key)]).toEqual([english, japanese])
  })

  test('the call names its visitor', () => {
    expect(createTexts('en').t('call.region', { name: 'Tanaka & <Co>' })).toBe('Call with Tanaka & <Co>')
    expect(createTexts('ja').t('call.region', { name: '田中' })).toBe('田中様と通話中')
  })
})

describe('a visitor who gave no name', () => {
  test('is a visitor all the same, in every sentence that takes a name', () => {
    const said = languages.flatMap((language) => {
      const { t } = createTexts(language)
      return [
        t('call.region', { name: '' }),
        t('call.ended.visitor-left', { name: '' }),
        t('alert.body', { name: '' }),
        t('visits.erase.title', { name: '' }),
      ]
    })
    expect(said).toEqual([
      'お客様と通話中',
      'お客様が退出し、通話が終わりました。',
      'お客様がお待ちです',
      'お客様の記録を消しますか',
      'Call with a visitor',
      'A visitor left. The call is over.',
      'A visitor is waiting',
      'Erase a visitor?',
    ])
  })

  // No honorific stands beside a placeholder of its own accord: the one rule adds it.
  test('is never called "no name" with an honorific', () => {
    const written = [...flatten(texts.ja)].filter(([key, text]) => /\}\}様/.test(text) && key !== 'visitor.named')
    expect(written).toEqual([])
  })
})
