import { expect, test } from 'vitest'
import { hoursLines } from '../../../src-renderer/address/hours-lines.ts'

const day = { fromMinute: 510, toMinute: 1050 }
const half = { fromMinute: 540, toMinute: 720 }

test.each([
  ['one line for a week of the same hours', [null, day, day, day, day, day, null], ['月–金 8:30–17:30']],
  ['a line of its own for a short day', [null, day, day, day, day, day, half], ['月–金 8:30–17:30', '土 9:00–12:00']],
  [
    'no line through a closed day',
    [half, day, day, null, day, day, half],
    ['月–火 8:30–17:30', '木–金 8:30–17:30', '土–日 9:00–12:00'],
  ],
  ['none where it is never open', [null, null, null, null, null, null, null], []],
] as const)('%s', (_what, week, lines) => {
  expect(hoursLines([...week], 'ja')).toEqual(lines)
})

test('days have the names of the language', () => {
  expect(hoursLines([day, null, null, day, null, null, null], 'en')).toEqual(['Wed 8:30–17:30', 'Sun 8:30–17:30'])
})
