import { beforeAll, expect, test } from 'vitest'
import { deviceName } from '../../../src-renderer/face/device-name.ts'
import { loadTexts } from '../../../src-renderer/texts/texts.ts'
import { freeDeskName } from '../../../src-shared/desk-name.ts'

beforeAll(() => loadTexts('ja'))

test.each([
  ['Phone', [], 'Phone'],
  ['Phone', ['Office'], 'Phone'],
  ['Phone', ['Phone'], 'Phone 2'],
  ['Phone', ['Phone', 'Phone 2', 'Phone 4'], 'Phone 3'],
  // A desk that nobody has named has none that another could have too.
  ['', ['', ''], ''],
  ['x'.repeat(60), ['x'.repeat(60)], `${'x'.repeat(58)} 2`],
])('%s beside %j is %s', (name, taken, expected) => {
  expect(freeDeskName(name, taken)).toBe(expected)
})

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'パソコン'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1', 'スマホ'],
  ['Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1', 'タブレット'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'スマホ'],
  ['Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'タブレット'],
])('%s is a kind of device that people know', (userAgent, expected) => {
  expect(deviceName(userAgent, 'ja')).toBe(expected)
})
