import { expect, test } from 'vitest'
import { withUpdates } from '../../scripts/dist/with-updates.ts'

const configuration = { appId: 'jp.konkon.frontdesk', publish: null }

test('without an address nobody looks for updates', () => {
  expect(withUpdates(configuration, undefined)).toBe(configuration)
  expect(withUpdates(configuration, '')).toBe(configuration)
})

test('with one, apps look there', () => {
  expect(withUpdates(configuration, 'https://updates.example.jp/konkon')).toEqual({
    ...configuration,
    publish: { provider: 'generic', url: 'https://updates.example.jp/konkon' },
  })
})

test.each(['http://updates.example.jp/', 'updates.example.jp', 'https://key@example.jp/', 'https://example.jp/?key=1'])(
  '%s is refused: anybody on the way could answer, or a secret would be in every app',
  (address) => {
    expect(() => withUpdates(configuration, address)).toThrow(JSON.stringify(address))
  },
)
